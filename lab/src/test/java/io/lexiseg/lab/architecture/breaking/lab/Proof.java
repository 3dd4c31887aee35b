package io.lexiseg.lab.architecture.breaking.lab;

import io.lexiseg.lab.architecture.breaking.cli.Line;

/** With the others of this folder it closes a circle. */
public record Proof(Line line) {}
