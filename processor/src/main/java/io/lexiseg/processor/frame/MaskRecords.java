package io.lexiseg.processor.frame;

import io.lexiseg.processor.topic.TopicLimits;
import io.lexiseg.processor.zone.ZoneReport;
import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.recognition.pipeline.SegmentedFrame;
import io.lexiseg.schemas.BoundingBox;
import io.lexiseg.schemas.CategoryCoverage;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.FrameTimings;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.MaskStatistics;
import io.lexiseg.schemas.SeenNoun;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.ZoneCategory;
import io.lexiseg.schemas.ZoneCoverage;
import io.lexiseg.vision.mask.CategoryStatistics;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.timing.StageTimings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;

/** Puts segmented frames into the records that leave the processor. */
public final class MaskRecords {
  /** All of a record but its lists, pixels and headers: source, names, timings. */
  private static final int OVERHEAD_BYTES = 8 * 1024;

  /** Numbers of a category in the statistics, or in a zone of them. */
  private static final int COVERAGE_BYTES = 64;

  private MaskRecords() {}

  /**
   * Most bytes for forms, regions and legend of a mask.
   *
   * @param headers that travel with it
   */
  static long room(Headers headers, TopicLimits limits) {
    return limits.of(Topics.MASKS) - TopicLimits.size(headers) - OVERHEAD_BYTES;
  }

  /**
   * Checks that the results of a frame fit into their topics.
   *
   * @param seen in the zones of its camera
   * @param headers that travel with them
   * @throws RecordException.OverLimit if one does not
   */
  static void requireFits(
      SegmentedFrame frame, ZoneReport seen, Headers headers, TopicLimits limits) {
    limits.require(Topics.MASKS, OVERHEAD_BYTES + frame.encoded().bytes(), headers);
    List<String> legend = frame.vocabulary().legend();
    long statistics = OVERHEAD_BYTES + frame.encoded().regionBytes();
    for (CategoryStatistics present : frame.segmentation().statistics()) {
      statistics += COVERAGE_BYTES + 3L * legend.get(present.category() - 1).length();
    }
    for (ZoneCoverage zone : seen.coverage()) {
      statistics += COVERAGE_BYTES + 3L * zone.getZone().length();
      for (ZoneCategory category : zone.getCategories()) {
        statistics += COVERAGE_BYTES + 3L * category.getCategory().length();
      }
    }
    limits.require(Topics.MASK_STATISTICS, statistics, headers);
    limits.require(Topics.ZONE_EVENTS, OVERHEAD_BYTES, headers);
  }

  /**
   * The mask of a frame.
   *
   * @param source frame it belongs to
   * @param finishedAt when it was finished
   */
  public static SegmentationMask mask(
      SegmentedFrame frame, FrameCoordinates source, Instant finishedAt) {
    ResolvedVocabulary vocabulary = frame.vocabulary();
    Mask mask = frame.segmentation().mask();
    SegmentationMask.Builder record = SegmentationMask.newBuilder();
    frame.encoded().addTo(record);
    return record
        .setSource(source)
        .setHeight(mask.height())
        .setWidth(mask.width())
        .setLegend(legend(vocabulary.legend()))
        .setVocabularyId(vocabulary.vocabularyId())
        .setVocabularyVersion(vocabulary.version())
        .setIndexName(vocabulary.origin().indexName())
        .setIndexGeneration(vocabulary.origin().indexGeneration())
        .setPackId(vocabulary.origin().packId())
        .setProfile(vocabulary.profile())
        .setSegmentedAt(finishedAt)
        .setTimings(timings(frame))
        .setSeenInstead(seenInstead(frame))
        .setAnewFraction((float) frame.segmentation().freshness().anew())
        .setOldestPartFrames(frame.segmentation().freshness().oldest())
        .build();
  }

  private static List<SeenNoun> seenInstead(SegmentedFrame frame) {
    Mask mask = frame.segmentation().mask();
    float pixels = (float) mask.height() * mask.width();
    return frame.segmentation().seenInstead().stream()
        .map(seen -> new SeenNoun(seen.noun(), seen.pixels() / pixels))
        .toList();
  }

  /**
   * The mask in numbers.
   *
   * @param seen in the zones of its camera
   */
  public static MaskStatistics statistics(SegmentedFrame frame, ZoneReport seen) {
    Mask mask = frame.segmentation().mask();
    List<CategoryStatistics> present = frame.segmentation().statistics();
    long pixels = (long) mask.height() * mask.width();
    long labelled = present.stream().mapToLong(CategoryStatistics::pixels).sum();
    List<String> legend = frame.vocabulary().legend();
    MaskStatistics.Builder record = MaskStatistics.newBuilder();
    frame.encoded().addTo(record);
    return record
        .setSource(seen.source())
        .setHeight(mask.height())
        .setWidth(mask.width())
        .setVocabularyId(frame.vocabulary().vocabularyId())
        .setVocabularyVersion(frame.vocabulary().version())
        .setUnlabelledPixels(pixels - labelled)
        .setCategories(present.stream().map(one -> coverage(one, legend, pixels)).toList())
        .setZonesVersion(seen.version())
        .setZones(seen.coverage())
        .build();
  }

  private static CategoryCoverage coverage(
      CategoryStatistics category, List<String> legend, long pixels) {
    BoundingBox box =
        BoundingBox.newBuilder()
            .setMinY(category.minY())
            .setMinX(category.minX())
            .setMaxY(category.maxY())
            .setMaxX(category.maxX())
            .build();
    return CategoryCoverage.newBuilder()
        .setValue(category.category())
        .setCategory(legend.get(category.category() - 1))
        .setPixels(category.pixels())
        .setFraction((double) category.pixels() / pixels)
        .setMeanScore(category.meanScore())
        .setBox(box)
        .build();
  }

  private static List<LegendEntry> legend(List<String> names) {
    List<LegendEntry> legend = new ArrayList<>(names.size());
    for (String name : names) {
      legend.add(new LegendEntry(legend.size() + 1, name));
    }
    return legend;
  }

  private static FrameTimings timings(SegmentedFrame frame) {
    StageTimings stages = frame.segmentation().timings();
    return FrameTimings.newBuilder()
        .setDecodeMicros(micros(frame.timings().decode()))
        .setSuperpixelsMicros(micros(stages.superpixels()))
        .setDenseMicros(micros(stages.dense()))
        .setGlobalMicros(micros(stages.global()))
        .setScoringMicros(micros(stages.scoring()))
        .setEncodeMicros(micros(frame.timings().encode()))
        .setTotalMicros(micros(frame.timings().total()))
        .build();
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
