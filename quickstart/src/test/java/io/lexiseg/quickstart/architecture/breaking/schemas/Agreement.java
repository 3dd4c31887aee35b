package io.lexiseg.quickstart.architecture.breaking.schemas;

import io.lexiseg.quickstart.architecture.breaking.prototypes.Store;

/** Points the wrong way. */
public record Agreement(Store store) {}
