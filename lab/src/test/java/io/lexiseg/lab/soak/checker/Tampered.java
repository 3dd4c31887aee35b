package io.lexiseg.lab.soak.checker;

import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.FrameTimings;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskStatistics;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records as a run leaves them, to be left out, doubled, moved and changed by tests. */
final class Tampered {
  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  static final String CAMERA = "camera-1";

  private Tampered() {}

  /** The frame of a number; it lies at twice that offset. */
  static Frame frame(long frameId) {
    return Frame.newBuilder()
        .setCameraId(CAMERA)
        .setFrameId(frameId)
        .setCapturedAt(START)
        .setEncoding(FrameEncoding.JPEG)
        .setHeight(0)
        .setWidth(0)
        .setPayload(ByteBuffer.allocate(1))
        .build();
  }

  static FrameCoordinates source(long frameId) {
    return FrameCoordinates.newBuilder()
        .setCameraId(CAMERA)
        .setFrameId(frameId)
        .setCapturedAt(START)
        .setTopic("frames")
        .setPartition(0)
        .setOffset(2 * frameId)
        .build();
  }

  /** A mask that was begun so many seconds after the start, and took one. */
  static SegmentationMask mask(long frameId, int version, String... legend) {
    List<LegendEntry> entries = new ArrayList<>();
    for (String name : legend) {
      entries.add(new LegendEntry(entries.size() + 1, name));
    }
    return SegmentationMask.newBuilder()
        .setSource(source(frameId))
        .setHeight(1)
        .setWidth(1)
        .setEncoding(MaskEncoding.PNG)
        .setData(ByteBuffer.allocate(1))
        .setLegend(entries)
        .setVocabularyId("street")
        .setVocabularyVersion(version)
        .setIndexName("index")
        .setIndexGeneration(1)
        .setPackId("tiny")
        .setProfile("paper")
        .setSegmentedAt(START.plusSeconds(frameId + 1))
        .setTimings(FrameTimings.newBuilder().setTotalMicros(1_000_000).build())
        .build();
  }

  static MaskStatistics statistics(long frameId, int version) {
    return MaskStatistics.newBuilder()
        .setSource(source(frameId))
        .setHeight(1)
        .setWidth(1)
        .setVocabularyId("street")
        .setVocabularyVersion(version)
        .setUnlabelledPixels(1)
        .setCategories(List.of())
        .build();
  }

  static Vocabulary version(int number, String... names) {
    return Vocabulary.newBuilder()
        .setVocabularyId("street")
        .setVersion(number)
        .setCategories(
            List.of(names).stream().map(n -> Category.newBuilder().setName(n).build()).toList())
        .setChangedBy("operator")
        .setChangedAt(START)
        .build();
  }

  static VocabularyCommand command(String id) {
    return VocabularyCommand.newBuilder()
        .setCommandId(id)
        .setVocabularyId("street")
        .setIssuer("operator")
        .setIssuedAt(START)
        .setAction(CommandAction.ADD)
        .build();
  }

  static VocabularyStatus answer(String commandId, VocabularyState state) {
    return report("commands", commandId, 1, 0, state);
  }

  /** What an instance says so many seconds after the start. */
  static VocabularyStatus report(
      String instance, String commandId, int version, long seconds, VocabularyState state) {
    return VocabularyStatus.newBuilder()
        .setVocabularyId("street")
        .setVersion(version)
        .setInstanceId(instance)
        .setState(state)
        .setCommandId(commandId)
        .setReportedAt(START.plusSeconds(seconds))
        .build();
  }
}
