package io.lexiseg.quickstart.architecture.breaking.prototypes;

import io.lexiseg.quickstart.architecture.breaking.processor.Service;

/** Points the wrong way. */
public record Store(Service service) {}
