package io.lexiseg.recognition.category;

import io.lexiseg.recognition.category.ResolvedVocabulary.Origin;
import io.lexiseg.vision.setting.SegmentationSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The profiles of one model pack on one index.
 *
 * @param byName profiles by name
 * @param defaultName profile of cameras that name none; one of them
 * @param origin what prototypes come from
 * @param missing what this machine lacks for further profiles of the pack, by their names
 */
public record Profiles(
    Map<String, Profile> byName, String defaultName, Origin origin, Map<String, String> missing) {
  /**
   * Checks that the default exists.
   *
   * @throws IllegalArgumentException if it does not
   */
  public Profiles {
    byName = Map.copyOf(byName);
    missing = Map.copyOf(missing);
    requireKnown(byName, defaultName, origin, missing);
  }

  /** With every profile of the pack. */
  public Profiles(Map<String, Profile> byName, String defaultName, Origin origin) {
    this(byName, defaultName, origin, Map.of());
  }

  /**
   * Constants of segmentation with the retrieval that goes with them.
   *
   * @param settings constants of the online stage
   * @param resolver retrieval with the profile's constants
   */
  public record Profile(SegmentationSettings settings, CategoryResolver resolver) {}

  /** Names of all profiles. */
  public Set<String> names() {
    return byName.keySet();
  }

  /**
   * A profile.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Profile profile(String name) {
    return requireKnown(byName, name, origin, missing);
  }

  private static Profile requireKnown(
      Map<String, Profile> byName, String name, Origin origin, Map<String, String> missing) {
    Profile profile = byName.get(name);
    if (missing.containsKey(name)) {
      throw new IllegalArgumentException("profile '%s': %s".formatted(name, missing.get(name)));
    }
    if (profile == null) {
      throw new IllegalArgumentException(
          "profile: expected one of %s of pack %s, got '%s'"
              .formatted(new TreeSet<>(byName.keySet()), origin.packId(), name));
    }
    return profile;
  }
}
