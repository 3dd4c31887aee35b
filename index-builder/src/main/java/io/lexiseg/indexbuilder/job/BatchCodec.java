package io.lexiseg.indexbuilder.job;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.DropReason;
import io.lexiseg.indexbuilder.generation.DroppedNoun;
import io.lexiseg.indexbuilder.generation.GeneratedPrototype;
import io.lexiseg.indexbuilder.generation.PrototypeProvenance;
import io.lexiseg.vision.pack.Checksums;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Outcomes as bytes, little-endian: a number that names the format; the length of a JSON header;
 * the header; key and values of each prototype as 32-bit floats; the SHA-256 of all that. What the
 * plan says already is not repeated.
 */
final class BatchCodec {
  private static final int FORMAT = 0x3142584c; // "LXB1"
  private static final int DIGEST_BYTES = 32;
  private static final int FRAME_BYTES = 2 * Integer.BYTES + DIGEST_BYTES;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final BuildPlan plan;
  private final String fingerprint;

  BatchCodec(BuildPlan plan) {
    this.plan = plan;
    this.fingerprint = plan.fingerprint();
  }

  record Header(String plan, List<StoredCaption> captions) {}

  record StoredCaption(
      String id,
      String caption,
      String noun,
      long seed,
      List<StoredPrototype> prototypes,
      List<StoredDrop> dropped) {}

  record StoredPrototype(String noun, String word, String lemma, double share, double contrast) {}

  record StoredDrop(String noun, DropReason reason, String detail) {}

  byte[] encode(List<CaptionOutcome> outcomes) throws IOException {
    Header header = new Header(fingerprint, outcomes.stream().map(BatchCodec::stored).toList());
    byte[] json = JSON.writeValueAsBytes(header);
    int prototypes = outcomes.stream().mapToInt(outcome -> outcome.prototypes().size()).sum();
    int size = Math.addExact(json.length, Math.multiplyExact(prototypes, pairBytes()));
    ByteBuffer bytes = ByteBuffer.allocate(Math.addExact(size, FRAME_BYTES));
    bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(FORMAT).putInt(json.length).put(json);
    for (CaptionOutcome outcome : outcomes) {
      for (GeneratedPrototype prototype : outcome.prototypes()) {
        put(bytes, prototype.key(), plan.encoder().keyDimension());
        put(bytes, prototype.values(), plan.encoder().prototypeDimension());
      }
    }
    bytes.put(digest(bytes.array(), bytes.position()));
    return bytes.array();
  }

  private static void put(ByteBuffer bytes, float[] values, int dimension) {
    if (values.length != dimension) {
      throw new IllegalStateException(
          "prototype: expected %d components, got %d".formatted(dimension, values.length));
    }
    for (float value : values) {
      bytes.putFloat(value);
    }
  }

  private static StoredCaption stored(CaptionOutcome outcome) {
    CaptionTask task = outcome.task();
    return new StoredCaption(
        task.id(),
        task.caption(),
        task.noun().orElse(""),
        task.seed(),
        outcome.prototypes().stream().map(BatchCodec::stored).toList(),
        outcome.dropped().stream()
            .map(drop -> new StoredDrop(drop.noun(), drop.reason(), drop.detail()))
            .toList());
  }

  private static StoredPrototype stored(GeneratedPrototype prototype) {
    PrototypeProvenance from = prototype.provenance();
    return new StoredPrototype(
        prototype.noun(), from.word(), from.lemma(), from.maskShare(), from.contrast());
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IOException if the bytes are cut off, altered, or of another plan
   */
  List<CaptionOutcome> decode(byte[] content) throws IOException {
    int size = content.length - DIGEST_BYTES;
    if (size < 0
        || !Arrays.equals(
            digest(content, size), Arrays.copyOfRange(content, size, content.length))) {
      throw new IOException("expected bytes with their SHA-256, found others");
    }
    ByteBuffer bytes = ByteBuffer.wrap(content, 0, size).order(ByteOrder.LITTLE_ENDIAN);
    try {
      if (bytes.getInt() != FORMAT) {
        throw new IOException("expected a batch of this version, found another");
      }
      byte[] json = new byte[bytes.getInt()];
      bytes.get(json);
      Header header = JSON.readValue(json, Header.class);
      if (!header.plan().equals(fingerprint)) {
        throw new IOException("expected a batch of this build, found one of another");
      }
      List<CaptionOutcome> outcomes = new ArrayList<>();
      for (StoredCaption caption : header.captions()) {
        outcomes.add(outcome(caption, bytes));
      }
      return outcomes;
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new IOException("expected more bytes, found the end", e);
    }
  }

  private CaptionOutcome outcome(StoredCaption caption, ByteBuffer bytes) {
    Optional<String> noun =
        caption.noun().isEmpty() ? Optional.empty() : Optional.of(caption.noun());
    CaptionTask task = new CaptionTask(caption.id(), caption.caption(), noun, caption.seed());
    List<GeneratedPrototype> prototypes = new ArrayList<>();
    for (StoredPrototype stored : caption.prototypes()) {
      prototypes.add(
          new GeneratedPrototype(
              stored.noun(),
              floats(bytes, plan.encoder().keyDimension()),
              floats(bytes, plan.encoder().prototypeDimension()),
              provenance(task, stored)));
    }
    List<DroppedNoun> dropped =
        caption.dropped().stream()
            .map(drop -> new DroppedNoun(drop.noun(), drop.reason(), drop.detail()))
            .toList();
    return new CaptionOutcome(task, prototypes, dropped);
  }

  private PrototypeProvenance provenance(CaptionTask task, StoredPrototype stored) {
    return new PrototypeProvenance(
        task.id(),
        task.caption(),
        stored.word(),
        stored.lemma(),
        task.seed(),
        plan.generator(),
        plan.encoder().id(),
        plan.encoder().sha256(),
        stored.share(),
        stored.contrast());
  }

  private static float[] floats(ByteBuffer bytes, int dimension) {
    float[] values = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      values[d] = bytes.getFloat();
    }
    return values;
  }

  /** Bytes that a prototype takes beside what the header says of it. */
  int pairBytes() {
    return (plan.encoder().keyDimension() + plan.encoder().prototypeDimension()) * Float.BYTES;
  }

  private static byte[] digest(byte[] bytes, int length) {
    MessageDigest digest = Checksums.sha256();
    digest.update(bytes, 0, length);
    return digest.digest();
  }
}
