package io.lexiseg.cli.access;

import java.util.Locale;

/** Who works with a cluster. */
public enum Role {
  /** The service. */
  PROCESSOR("runs the processor"),
  /** The service that makes prototypes. */
  BUILDER("runs the index builder"),
  /** A source of frames. */
  CAMERA("publishes frames"),
  /** A person, or a program, that looks after vocabularies and zones. */
  OPERATOR("changes vocabularies and zones, asks for prototypes, and sees what becomes of it"),
  /** The page, and whoever saves masks. */
  VIEWER("sees masks, frames, vocabularies and zones"),
  /** Readers of results. */
  ANALYTICS("reads results, in consumer groups whose names begin with analytics-"),
  /** Whoever prepares the cluster. */
  ADMIN("prepares topics and schemas");

  private final String purpose;

  Role(String purpose) {
    this.purpose = purpose;
  }

  /** What it does, for people. */
  public String purpose() {
    return purpose;
  }

  /** Its name on the command line and in names of users. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
