package io.lexiseg.cli.tensorrt;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.vision.pack.install.Folders;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** NVIDIA's libraries on this machine. */
public final class Natives {
  private static final List<String> NAMES =
      Stream.concat(Archive.ALL.stream().map(Archive::name), Archive.BINDINGS.stream()).toList();

  private final Path folder;

  private Natives(Path folder) {
    this.folder = folder;
  }

  /** Those in a folder, which need not exist yet. */
  public static Natives at(Path folder) {
    return new Natives(folder);
  }

  /** What somebody accepts who installs them, in a few lines. */
  public static String licence() {
    try (InputStream in = MavenClient.resource("licence.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the text on the licence", e);
    }
  }

  /** Where they lie. */
  public Path folder() {
    return folder;
  }

  /** Whether plans can be run with what is there. */
  public boolean areThere() {
    return NativesInstaller.of(true, ProgressListener.NONE).isIn(folder);
  }

  /** Whether plans can be built with what is there. */
  public boolean canBuild() {
    return NativesInstaller.of(false, ProgressListener.NONE).isIn(folder);
  }

  /**
   * Fetches and unpacks them, unless they are there.
   *
   * @param runtimeOnly without what only building plans needs
   * @param from a folder with the archives; empty: Maven fetches them
   * @return false: they were there already
   * @throws FailedException if that is not possible; the folder is as it was then
   */
  public boolean install(boolean runtimeOnly, Optional<Path> from, ProgressListener progress) {
    NativesInstaller installer = NativesInstaller.of(runtimeOnly, progress);
    if (installer.isIn(folder)) {
      return false;
    }
    installer.install(
        folder,
        from.isPresent() ? archives(from.get()) : MavenClient.ofThisMachine().fetch(progress));
    return true;
  }

  /**
   * The libraries with their sizes in bytes, by name.
   *
   * @param runtimeOnly without what only building plans needs
   */
  public static Map<String, Long> files(boolean runtimeOnly) {
    return NativesInstaller.of(runtimeOnly, ProgressListener.NONE).libraries();
  }

  /** Jars of the plan builder, beside its own classes. */
  public List<Path> bindings() {
    Path jars = folder.resolve(NativesInstaller.BINDINGS);
    return Archive.BINDINGS.stream().map(jars::resolve).toList();
  }

  private static List<Path> archives(Path from) {
    try {
      return Folders.list(from, "*.jar");
    } catch (IOException e) {
      throw new FailedException(
          "--from: expected a folder with %s, cannot read %s".formatted(NAMES, from), e);
    }
  }
}
