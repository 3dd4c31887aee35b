package io.lexiseg.lab.architecture.breaking.cli;

import io.lexiseg.lab.architecture.breaking.demo.Show;

/** Points the wrong way. */
public record Line(Show show) {}
