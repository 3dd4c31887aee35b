package io.lexiseg.cli.doctor;

import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.schemas.connection.Redacted;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks of what segmentation needs: ONNX Runtime, model pack, prototype index. */
final class Models {
  private Models() {}

  /** Runs a small generated network. */
  static Finding onnxRuntime() {
    String subject = "onnxruntime";
    try {
      Path folder = Files.createTempDirectory("lexiseg-doctor-");
      try (Encoders encoders =
          DjlEncoders.open(TinyPack.write(folder, 1), InferenceOptions.cpu(1))) {
        int dimension = encoders.text().embed(List.of("sky")).get(0).length;
        return Finding.ok(subject, "ran a network with %d outputs".formatted(dimension));
      } finally {
        delete(folder);
      }
    } catch (IOException | RuntimeException | UnsatisfiedLinkError | NoClassDefFoundError e) {
      // A missing library is an Error; to find it is what the check is for.
      return Finding.broken(
          subject,
          "cannot run a network: " + e.getMessage(),
          "Linux, macOS or Windows on x86-64 or arm64 is needed, and a writable temporary folder");
    }
  }

  static Finding pack(PackStore store, String id) {
    String subject = "pack " + id;
    try {
      Optional<ModelPack> pack = store.find(id);
      if (pack.isEmpty()) {
        return Finding.limited(
            subject, "not in " + store.root(), "lexiseg models pull " + id + " (demo does it too)");
      }
      pack.get().verify();
      return Finding.ok(subject, "intact in " + store.folder(id));
    } catch (RuntimeException e) { // whatever is wrong with it is the finding
      return Finding.limited(
          subject,
          String.valueOf(e.getMessage()),
          "delete %s, then lexiseg models pull %s".formatted(store.folder(id), id));
    }
  }

  static Finding index(String location) {
    try (PrototypeIndex index = PrototypeIndexes.open(location)) {
      IndexManifest manifest = index.manifest();
      return Finding.ok(
          "index",
          "%s generation %d, %d prototypes of %s, at %s"
              .formatted(
                  manifest.name(),
                  manifest.generation(),
                  manifest.count(),
                  manifest.backbone(),
                  Redacted.address(location)));
    } catch (RuntimeException e) { // whatever is wrong with it is the finding
      return Finding.limited(
          "index",
          Redacted.text(String.valueOf(e.getMessage())),
          "name another with --index, or make one with lexiseg index build");
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
