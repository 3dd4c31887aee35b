package io.lexiseg.vision.pack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The last step of making a pack: adds the files' digests to a description. */
public final class PackSeal {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PackSeal() {}

  /**
   * Writes {@code pack.json} of an encoder pack: the description with the size and SHA-256 of every
   * file in the folder.
   *
   * @param folder holds all files of the pack
   * @param description {@code pack.json} without {@code files}
   * @return the pack, as loaded from the folder
   * @throws InvalidPackException if the description is wrong
   * @throws UncheckedIOException if the folder cannot be read or written
   */
  public static ModelPack seal(Path folder, String description) {
    return seal(folder, description, ModelPack::load);
  }

  /**
   * As {@link #seal(Path, String)}, of any kind.
   *
   * @param loader of the kind that the description is of
   */
  public static <P extends Pack> P seal(Path folder, String description, Pack.Loader<P> loader) {
    try {
      ObjectNode json = (ObjectNode) JSON.readTree(description);
      ObjectNode files = json.putObject("files");
      for (Path file : filesOf(folder)) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        files
            .putObject(name)
            .put("sha256", Checksums.sha256(file))
            .put("sizeBytes", Files.size(file));
      }
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
      Files.writeString(folder.resolve(Pack.FILE_NAME), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot seal the pack " + folder, e);
    }
    return loader.load(folder);
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Path description = folder.resolve(Pack.FILE_NAME);
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.equals(description))
          .sorted()
          .toList();
    }
  }
}
