package io.lexiseg.recognition.model;

import io.lexiseg.recognition.pipeline.ReferenceSettings;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import java.util.Map;
import java.util.Optional;

/**
 * What the processor segments with.
 *
 * @param pack id of an installed model pack, or its folder
 * @param index address of the prototype index; empty: the one that ships for the pack
 * @param profile preset for cameras that name none; empty: the pack's own default
 * @param inference how the networks run
 * @param changes values of the pack's presets to be changed, by name as in {@link
 *     io.lexiseg.vision.setting.Preset#text}
 * @param references where pictures of categories may lie that are given by address
 */
public record ModelSettings(
    String pack,
    Optional<String> index,
    Optional<String> profile,
    InferenceOptions inference,
    Map<String, String> changes,
    ReferenceSettings references) {
  public ModelSettings {
    changes = Map.copyOf(changes);
  }

  /** Without pictures given by address. */
  public ModelSettings(
      String pack,
      Optional<String> index,
      Optional<String> profile,
      InferenceOptions inference,
      Map<String, String> changes) {
    this(pack, index, profile, inference, changes, ReferenceSettings.NONE);
  }

  /** With the presets as they are. */
  public ModelSettings(
      String pack, Optional<String> index, Optional<String> profile, InferenceOptions inference) {
    this(pack, index, profile, inference, Map.of());
  }
}
