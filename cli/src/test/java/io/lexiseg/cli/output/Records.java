package io.lexiseg.cli.output;

import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.FrameTimings;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records as a processor would write them. */
public final class Records {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.000006Z");

  private Records() {}

  /** A mask of 2x3 pixels, all of category 1, from partition 3. */
  public static SegmentationMask mask(String cameraId, long frameId, String... legend) {
    List<LegendEntry> entries = new ArrayList<>();
    for (String name : legend) {
      entries.add(new LegendEntry(entries.size() + 1, name));
    }
    byte[] png = MaskPng.encode(Mask.of(2, 3, new short[] {1, 1, 1, 1, 1, 1}));
    return SegmentationMask.newBuilder()
        .setSource(source(cameraId, frameId))
        .setHeight(2)
        .setWidth(3)
        .setEncoding(MaskEncoding.PNG)
        .setData(ByteBuffer.wrap(png))
        .setLegend(entries)
        .setVocabularyId("default")
        .setVocabularyVersion(7)
        .setIndexName("index")
        .setIndexGeneration(1)
        .setPackId("tiny")
        .setProfile("paper")
        .setSegmentedAt(TIME)
        .setTimings(FrameTimings.newBuilder().build())
        .build();
  }

  /** Where a frame lies: its offset is its number. */
  public static FrameCoordinates source(String cameraId, long frameId) {
    return FrameCoordinates.newBuilder()
        .setCameraId(cameraId)
        .setFrameId(frameId)
        .setCapturedAt(TIME)
        .setTopic("frames")
        .setPartition(3)
        .setOffset(frameId)
        .build();
  }
}
