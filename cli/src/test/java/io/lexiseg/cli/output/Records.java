package io.lexiseg.cli.output;

import io.lexiseg.cli.client.PublishedFrame;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.FrameEncoding;
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

  /** A black frame of a mask's size, as it lies in the log. */
  public static PublishedFrame frame(SegmentationMask mask) {
    FrameCoordinates source = mask.getSource();
    int bytes = mask.getHeight() * mask.getWidth() * 3;
    return new PublishedFrame(
        new Frame(
            source.getCameraId(),
            source.getFrameId(),
            source.getCapturedAt(),
            FrameEncoding.RGB,
            mask.getHeight(),
            mask.getWidth(),
            ByteBuffer.wrap(new byte[bytes])),
        source.getCameraId() + "-" + source.getFrameId());
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
