package io.lexiseg.lab.architecture.breaking.planbuilder;

import io.lexiseg.lab.architecture.breaking.lab.Proof;

/** Uses one of the modules that it knows nothing of. */
public record Compiler(Proof proof) {}
