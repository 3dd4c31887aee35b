package io.lexiseg.indexbuilder.published;

import java.util.Optional;

/** Why a pair is dropped. */
enum Defect {
  PROTOTYPE_NOT_FINITE("prototype not finite"),
  PROTOTYPE_ZERO("prototype zero"),
  KEY_NOT_FINITE("key not finite"),
  KEY_ZERO("key zero");

  private final String words;

  Defect(String words) {
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }

  /** The defect of a pair; that of the prototype where both have one. */
  static Optional<Defect> of(VectorState key, VectorState prototype) {
    return switch (prototype) {
      case NOT_FINITE -> Optional.of(PROTOTYPE_NOT_FINITE);
      case ZERO -> Optional.of(PROTOTYPE_ZERO);
      case SOUND ->
          switch (key) {
            case NOT_FINITE -> Optional.of(KEY_NOT_FINITE);
            case ZERO -> Optional.of(KEY_ZERO);
            case SOUND -> Optional.empty();
          };
    };
  }
}
