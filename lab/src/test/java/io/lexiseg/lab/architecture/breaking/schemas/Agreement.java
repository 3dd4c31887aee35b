package io.lexiseg.lab.architecture.breaking.schemas;

import io.lexiseg.lab.architecture.breaking.prototypes.Store;

/** Points the wrong way. */
public record Agreement(Store store) {}
