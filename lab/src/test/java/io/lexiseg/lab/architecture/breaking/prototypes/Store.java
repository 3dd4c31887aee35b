package io.lexiseg.lab.architecture.breaking.prototypes;

import io.lexiseg.lab.architecture.breaking.processor.Service;

/** Points the wrong way. */
public record Store(Service service) {}
