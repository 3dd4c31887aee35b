package io.lexiseg.lab.architecture.breaking.processor;

import io.lexiseg.lab.architecture.breaking.indexbuilder.Builder;

/** Points the wrong way. */
public record Service(Builder builder) {}
