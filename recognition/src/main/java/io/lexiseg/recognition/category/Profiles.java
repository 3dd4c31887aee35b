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
 */
public record Profiles(Map<String, Profile> byName, String defaultName, Origin origin) {
  /**
   * Checks that the default exists.
   *
   * @throws IllegalArgumentException if it does not
   */
  public Profiles {
    byName = Map.copyOf(byName);
    requireKnown(byName, defaultName, origin);
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
    return requireKnown(byName, name, origin);
  }

  private static Profile requireKnown(Map<String, Profile> byName, String name, Origin origin) {
    Profile profile = byName.get(name);
    if (profile == null) {
      throw new IllegalArgumentException(
          "profile: expected one of %s of pack %s, got '%s'"
              .formatted(new TreeSet<>(byName.keySet()), origin.packId(), name));
    }
    return profile;
  }
}
