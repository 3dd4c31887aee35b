package io.lexiseg.recognition.category;

import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Records to feed topologies with. */
public final class TestRecords {
  /** When everything happens. */
  public static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

  private TestRecords() {}

  /** A 2 x 3 frame that the test segmenter gives category (tint mod N) + 1. */
  public static Frame frame(String cameraId, long frameId, int tint) {
    byte[] pixels = new byte[2 * 3 * 3];
    Arrays.fill(pixels, (byte) tint);
    return payload(cameraId, frameId, ByteBuffer.wrap(pixels));
  }

  /** A raw 2 x 3 frame with any payload. */
  public static Frame payload(String cameraId, long frameId, Object payload) {
    return Frame.newBuilder()
        .setCameraId(cameraId)
        .setFrameId(frameId)
        .setCapturedAt(NOW)
        .setEncoding(FrameEncoding.RGB)
        .setHeight(2)
        .setWidth(3)
        .setPayload(payload)
        .build();
  }

  /** Categories by name. */
  public static List<Category> categories(String... names) {
    return Arrays.stream(names).map(name -> Category.newBuilder().setName(name).build()).toList();
  }

  /** One version of a vocabulary. */
  public static Vocabulary vocabulary(String id, int version, String... names) {
    return Vocabulary.newBuilder()
        .setVocabularyId(id)
        .setVersion(version)
        .setCategories(categories(names))
        .setRecentCommandIds(List.of("command-" + version))
        .setChangedBy("test")
        .setChangedAt(NOW)
        .build();
  }

  /** The same, to hold for frames captured then or later, with earlier versions. */
  public static Vocabulary holdingFrom(
      Instant effectiveFrom, Vocabulary vocabulary, Vocabulary... earlier) {
    List<PastVersion> history = Arrays.stream(earlier).map(TestRecords::past).toList();
    return Vocabulary.newBuilder(vocabulary)
        .setEffectiveFromMicros(EventTime.micros(effectiveFrom))
        .setHistory(history)
        .build();
  }

  /** A version as later ones carry it along. */
  public static PastVersion past(Vocabulary vocabulary) {
    PastVersion.Builder past =
        PastVersion.newBuilder()
            .setVersion(vocabulary.getVersion())
            .setCategories(vocabulary.getCategories())
            .setChangedBy(vocabulary.getChangedBy())
            .setChangedAt(vocabulary.getChangedAt());
    vocabulary.getEffectiveFromMicros().ifPresent(past::setEffectiveFromMicros);
    return past.build();
  }

  /** A binding with a drop rule. */
  public static CameraBinding binding(String cameraId, String vocabularyId, DropRule rule) {
    return CameraBinding.newBuilder()
        .setCameraId(cameraId)
        .setVocabularyId(vocabularyId)
        .setDropPolicy(DropPolicy.newBuilder().setRule(rule).build())
        .setCommandId("bind-" + cameraId)
        .setBoundAt(NOW)
        .build();
  }

  /** A command to define a vocabulary. */
  public static VocabularyCommand define(String commandId, String id, String... names) {
    return command(commandId, id, CommandAction.DEFINE).setCategories(categories(names)).build();
  }

  /** A command to bind cameras to a vocabulary. */
  public static VocabularyCommand bind(String commandId, String id, String... cameraIds) {
    return command(commandId, id, CommandAction.BIND).setCameraIds(List.of(cameraIds)).build();
  }

  /** The beginning of any command. */
  public static VocabularyCommand.Builder command(
      String commandId, String id, CommandAction action) {
    return VocabularyCommand.newBuilder()
        .setCommandId(commandId)
        .setVocabularyId(id)
        .setIssuer("test")
        .setIssuedAt(NOW)
        .setAction(action);
  }
}
