package io.lexiseg.indexbuilder.job;

import io.lexiseg.indexbuilder.filter.FilterSettings;
import io.lexiseg.indexbuilder.generation.PictureGenerator;
import io.lexiseg.indexbuilder.prototype.ColourEncoders;
import io.lexiseg.indexbuilder.prototype.PaintedPictures;
import io.lexiseg.indexbuilder.prototype.PicturePrototypes;
import io.lexiseg.indexbuilder.prototype.PictureSettings;
import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.random.TinyPack;
import java.nio.file.Path;
import java.util.Map;

/** A whole build from captions with painted pictures, which are kept. */
public final class PaintedBuild {
  private static final int BATCH = 2;

  private PaintedBuild() {}

  /** Builds an index from captions by their ids. */
  public static IndexManifest build(Path index, Map<String, String> captions, String filters) {
    CaptionTasks tasks = new CaptionTasks();
    captions.forEach(tasks::add);
    ModelPack pack = TinyPack.write(index.resolveSibling("pack"), 1);
    try (JobFolder folder = JobFolder.open(index, plan(tasks, pack))) {
      KeptPictures kept = new KeptPictures(JobFolder.picturesOf(index));
      new CaptionJob(folder, tasks.tasks(1)).make(() -> maker(pack, kept), ProgressListener.NONE);
      return new IndexPublication(folder, FilterSettings.parse(filters), ProgressListener.NONE)
          .publish(new IndexPublication.Form("painted", 1, ComponentType.FLOAT32, Map.of()));
    }
  }

  private static PicturePrototypes maker(ModelPack pack, KeptPictures kept) {
    return new PicturePrototypes(
        new PaintedPictures(1),
        PaintedPictures::nouns,
        new ColourEncoders(1),
        pack,
        PictureSettings.PAPER,
        kept);
  }

  private static BuildPlan plan(CaptionTasks tasks, ModelPack pack) {
    try (PictureGenerator painter = new PaintedPictures(1)) {
      return new BuildPlan(
          tasks.pinned(),
          painter.identity(),
          new BuildPlan.Encoder(pack.id(), Checksums.sha256(pack.files()), "colours", 4, 3),
          new BuildPlan.Settings(0.45, 0.9, false, 1, BATCH));
    }
  }
}
