package io.lexiseg.demo.system;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.indexbuilder.generation.OpenMaker;
import io.lexiseg.indexbuilder.prototype.PictureMakers;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A prototype index that an index builder in this process adds to: a copy, in a folder that is
 * deleted on close, of one that ships.
 *
 * <p><b>Threads:</b> safe.
 */
public final class GrowingIndex implements AutoCloseable {
  /** The generator that ships. */
  public static final String GENERATOR = "sketch";

  private static final String CAPTIONS = "20";

  private final Path folder;
  private final Path index;
  private final String pack;
  private final String generator;

  private GrowingIndex(Path folder, Path index, String pack, String generator) {
    this.folder = folder;
    this.index = index;
    this.pack = pack;
    this.generator = generator;
  }

  /**
   * Copies an index.
   *
   * @param shipped its folder
   * @param pack id or folder of the encoder pack
   * @param generator {@link #GENERATOR}, or the folder of that pack
   * @throws FailedException if it cannot be copied
   */
  public static GrowingIndex copyOf(Path shipped, String pack, String generator) {
    try {
      Path folder = Files.createTempDirectory("lexiseg-index-");
      // Builders find it by its name.
      String name = PrototypeIndexes.at(shipped.toString()).manifest().name();
      Path index = folder.resolve(name);
      Files.createDirectories(index);
      for (Path file : files(shipped)) {
        Files.copy(file, index.resolve(file.getFileName().toString()));
      }
      return new GrowingIndex(folder, index, pack, generator);
    } catch (IOException e) {
      throw new FailedException("index %s: cannot be copied: %s".formatted(shipped, e), e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Where the index is. */
  public String location() {
    return index.toString();
  }

  /** What the processor and the index builder have to know. */
  Map<String, String> properties() {
    return Map.of(
        "index.follow", "1",
        "generate.generator", GENERATOR,
        "generate.captions", CAPTIONS,
        "builder.generator", GENERATOR,
        "builder.index", folder + "/{index}");
  }

  /** Opens what draws; owned by the caller. */
  OpenMaker open() {
    return PictureMakers.open(generator, pack, InferenceOptions.cpu(1));
  }

  @Override
  public void close() {
    TemporaryFolder.delete(folder);
  }
}
