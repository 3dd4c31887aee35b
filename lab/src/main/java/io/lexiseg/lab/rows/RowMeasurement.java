package io.lexiseg.lab.rows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.indexbuilder.dataset.Nouns;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset.Sample;
import io.lexiseg.lab.figure.EvaluationReport;
import io.lexiseg.lab.figure.EvaluationReport.Averaging;
import io.lexiseg.lab.figure.PictureCounts;
import io.lexiseg.lab.rows.PaperRows.Configuration;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.SharedMeans;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.recognition.retrieval.RetrievalSettings;
import io.lexiseg.recognition.retrieval.VocabularyResolver;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.lite.LitePack;
import io.lexiseg.vision.segmentation.PrototypeSegmenter;
import io.lexiseg.vision.segmentation.Segmentation;
import io.lexiseg.vision.setting.Preset;
import io.lexiseg.vision.similarity.CategoryBank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures configurations of the pack {@code lite} on a data set, one file of results each. */
final class RowMeasurement implements AutoCloseable {
  private final ModelPack pack;
  private final Encoders encoders;
  private final PrototypeIndex index;
  private final SegmentationDataset dataset;

  /**
   * Opens the pack and its shipped index.
   *
   * @param home root of the installation
   */
  RowMeasurement(ModelPack pack, Path home, SegmentationDataset dataset) {
    this.pack = pack;
    this.index = PrototypeIndexes.open(home.resolve("indexes").resolve(LitePack.ID).toString());
    this.encoders = new RememberedEncoders(DjlEncoders.open(pack, InferenceOptions.cpu()));
    this.dataset = dataset;
  }

  /** Measures each configuration and writes {@code NAME.json} into a folder. */
  void measure(Map<String, Configuration> configurations, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, Configuration> entry : configurations.entrySet()) {
      ObjectNode result = measure(entry.getValue());
      Files.writeString(
          folder.resolve(entry.getKey() + ".json"),
          result.toPrettyString() + System.lineSeparator());
      System.err.printf(
          "%-24s mIoU %s pixel accuracy %s after the networks %s ms%n",
          entry.getKey(),
          result.path("report").path("mIoU"),
          result.path("report").path("pixelAccuracy"),
          result.path("afterNetworksMs"));
    }
  }

  private ObjectNode measure(Configuration configuration) throws IOException {
    Preset preset = pack.preset(configuration.preset()).with(configuration.changes());
    CategoryBank bank =
        VocabularyResolver.create(
                encoders, index, RetrievalSettings.from(pack, preset), SharedMeans.NONE)
            .resolve(
                dataset.vocabulary().stream()
                    .map(name -> CategoryText.of(Nouns.clean(name)))
                    .toList())
            .bank();
    PrototypeSegmenter segmenter = new PrototypeSegmenter(encoders, Runnable::run);
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);
    List<PictureCounts> counts = new ArrayList<>();
    Duration after = Duration.ZERO;
    for (Sample sample : dataset.samples()) {
      RgbImage image = decoder.decode(Files.readAllBytes(sample.image()));
      Segmentation segmentation = segmenter.segment(image, bank, preset.settings());
      after =
          after.plus(segmentation.timings().superpixels()).plus(segmentation.timings().scoring());
      counts.add(
          PictureCounts.of(
              sample.name(), dataset.reference(sample), dataset.prediction(segmentation.mask())));
    }
    return result(configuration, preset, counts, after.dividedBy(counts.size()));
  }

  private ObjectNode result(
      Configuration configuration, Preset preset, List<PictureCounts> counts, Duration after) {
    EvaluationReport report =
        EvaluationReport.of(dataset.categories(), Averaging.OVER_REFERENCE, counts);
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("pack", pack.id());
    result.put("dataSet", dataset.title());
    result.put("configuration", configuration.text());
    result.put("afterNetworksMs", after.toMillis());
    result.set("settings", settings(preset));
    result.set("report", report.json());
    return result;
  }

  private static ObjectNode settings(Preset preset) {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    preset.text().forEach(settings::put);
    return settings;
  }

  @Override
  public void close() {
    encoders.close();
    index.close();
  }
}
