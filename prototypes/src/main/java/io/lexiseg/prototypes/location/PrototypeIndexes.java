package io.lexiseg.prototypes.location;

import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.prototypes.redis.RedisLocation;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the place of a prototype index by its location. */
public final class PrototypeIndexes {
  private PrototypeIndexes() {}

  /**
   * The place that a location names.
   *
   * @param location a folder, with or without {@code file:} in front, or {@code
   *     redis://host:port?index=NAME} with the parameters of a {@link RedisLocation}
   * @throws IllegalArgumentException if it is a wrong location in Redis
   */
  public static IndexPlace at(String location) {
    return RedisLocation.matches(location)
        ? new RedisPlace(RedisLocation.parse(location))
        : FilePlace.of(location);
  }

  /**
   * Opens the index at a location.
   *
   * @param location as for {@link #at}
   * @return the index, to be closed by the caller
   * @throws IllegalArgumentException if there is no index there
   * @throws IllegalStateException if the index there is damaged or of another version
   * @throws UnavailableException if the place does not answer
   */
  public static PrototypeIndex open(String location) {
    return at(location).open();
  }

  /**
   * Starts a generation at a location.
   *
   * @param location as for {@link #at}; a folder must be new or empty and gets prototypes stored as
   *     they are; in Redis the location says how it is kept, and its generation does not count
   * @return the writer, to be closed by the caller
   * @throws IllegalArgumentException if there is something in the way
   * @throws UnavailableException if the place does not answer
   */
  public static PrototypeIndexWriter create(String location, IndexDescription description) {
    return at(location).create(description);
  }

  /** The absolute folder of a location; empty where it is in Redis. */
  public static Optional<Path> folderOf(String location) {
    return RedisLocation.matches(location)
        ? Optional.empty()
        : Optional.of(FilePlace.of(location).folder().toAbsolutePath().normalize());
  }

  /** The name an index has at a location unless it gets another: that of the folder or in Redis. */
  public static String nameOf(String location) {
    return folderOf(location)
        .map(folder -> String.valueOf(folder.getFileName()))
        .orElseGet(() -> RedisLocation.parse(location).index());
  }
}
