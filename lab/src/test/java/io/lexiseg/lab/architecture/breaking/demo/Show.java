package io.lexiseg.lab.architecture.breaking.demo;

import io.lexiseg.lab.architecture.breaking.lab.Proof;

/** Points the wrong way. */
public record Show(Proof proof) {}
