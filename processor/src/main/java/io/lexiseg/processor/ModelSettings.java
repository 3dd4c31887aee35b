package io.lexiseg.processor;

import java.util.Optional;

/**
 * What the processor segments with.
 *
 * @param pack id of an installed model pack, or its folder
 * @param index address of the prototype index; empty: the one that ships
 * @param profile preset for cameras that name none; empty: the pack's own default
 * @param device where the networks run
 */
public record ModelSettings(
    String pack, Optional<String> index, Optional<String> profile, Device device) {

  /** Where networks run. */
  public enum Device {
    /** The processor's cores. */
    CPU("cpu"),
    /** The first NVIDIA GPU. */
    CUDA("cuda");

    private final String text;

    Device(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
