package io.lexiseg.indexbuilder.job;

import io.lexiseg.indexbuilder.filter.FilterSettings;
import io.lexiseg.indexbuilder.generation.PrototypeMaker;
import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Whole builds with the fake maker, and what lies in folders afterwards. */
final class Builds {
  static final int CAPTIONS = 11;
  static final int BATCH = 3;

  private Builds() {}

  static IndexManifest build(Path index, PrototypeMaker maker) {
    return build(index, maker, Disk.REAL);
  }

  static IndexManifest build(Path index, PrototypeMaker maker, Disk disk) {
    return build(index, maker, disk, FakeMaker.captions(CAPTIONS), BATCH);
  }

  static IndexManifest build(Path index, int captions, int batch) {
    return build(index, new FakeMaker(), Disk.REAL, FakeMaker.captions(captions), batch);
  }

  private static IndexManifest build(
      Path index, PrototypeMaker maker, Disk disk, CaptionTasks captions, int batch) {
    BuildPlan plan = FakeMaker.plan(captions, batch);
    try (JobFolder folder = JobFolder.open(index, plan, disk)) {
      new CaptionJob(folder, captions.tasks(7)).make(() -> maker, ProgressListener.NONE);
      return publish(folder, "whole-picture");
    }
  }

  static IndexManifest publish(JobFolder folder, String filters) {
    return new IndexPublication(folder, FilterSettings.parse(filters), ProgressListener.NONE)
        .publish(
            new IndexPublication.Form("test", 1, ComponentType.FLOAT32, Map.of("licence", "CC0")));
  }

  /** Contents of all files below a folder by their names; as text of bytes, to be compared. */
  static Map<String, String> files(Path folder) {
    if (!Files.exists(folder)) {
      return Map.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      Map<String, String> contents = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString(),
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
      }
      return contents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
