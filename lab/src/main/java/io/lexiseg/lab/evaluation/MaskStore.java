package io.lexiseg.lab.evaluation;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Masks in a folder, one PNG file for each picture, or nowhere.
 *
 * <p><b>Threads:</b> safe for different pictures.
 */
final class MaskStore {
  /** Keeps nothing. */
  static final MaskStore NONE = new MaskStore(Optional.empty());

  private final Optional<Path> folder;

  private MaskStore(Optional<Path> folder) {
    this.folder = folder;
  }

  /** Keeps masks below a folder, made when the first one comes. */
  static MaskStore in(Path folder) {
    return new MaskStore(Optional.of(folder));
  }

  /**
   * Keeps a mask; its file is complete or not there.
   *
   * @throws FailedException if it cannot be written
   */
  void put(String name, Mask mask) {
    if (folder.isEmpty()) {
      return;
    }
    Path file = file(folder.get(), name);
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.createDirectories(file.getParent());
      Files.write(part, MaskPng.encode(mask));
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new FailedException("%s: cannot be written".formatted(file), e);
    }
  }

  /**
   * A mask that was kept; empty if there is none.
   *
   * @throws FailedException if it cannot be read
   */
  Optional<Mask> get(String name) {
    Optional<Path> file = folder.map(path -> file(path, name)).filter(Files::isRegularFile);
    try {
      return file.isEmpty()
          ? Optional.empty()
          : Optional.of(MaskPng.decode(Files.readAllBytes(file.get())));
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read".formatted(file.get()), e);
    }
  }

  private static Path file(Path folder, String name) {
    return folder.resolve(name + ".png");
  }
}
