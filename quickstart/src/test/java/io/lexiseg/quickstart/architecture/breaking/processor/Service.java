package io.lexiseg.quickstart.architecture.breaking.processor;

import io.lexiseg.quickstart.architecture.breaking.indexbuilder.Builder;

/** Points the wrong way. */
public record Service(Builder builder) {}
