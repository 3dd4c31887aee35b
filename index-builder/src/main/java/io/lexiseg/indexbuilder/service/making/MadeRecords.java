package io.lexiseg.indexbuilder.service.making;

import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.DroppedNoun;
import io.lexiseg.indexbuilder.generation.GeneratedPrototype;
import io.lexiseg.indexbuilder.generation.PrototypeProvenance;
import io.lexiseg.schemas.MadePrototype;
import io.lexiseg.schemas.NounDrop;
import io.lexiseg.schemas.PrototypeOutcome;
import io.lexiseg.schemas.PrototypeRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/** Words requests and outcomes as the maker and the topics have them. */
final class MadeRecords {
  /** Reason of a request that became a dead letter. */
  static final String REFUSED = "refused";

  private static final int LONGEST_DETAIL = 1_000;
  private static final NounDrop SILENT = new NounDrop("", "no-noun", "");

  private MadeRecords() {}

  static CaptionTask task(PrototypeRequest request) {
    return new CaptionTask(
        request.getCaptionId(), request.getCaption(), request.getNoun(), request.getSeed());
  }

  /** Where a prototype is kept: a repeat overwrites. */
  static String key(MadePrototype made) {
    return "%s/%s/%d/%d"
        .formatted(
            made.getIndexName(), made.getRequestSet(), made.getOrdinal(), made.getPosition());
  }

  static MadePrototype prototype(
      PrototypeRequest request, int position, GeneratedPrototype prototype) {
    PrototypeProvenance origin = prototype.provenance();
    return MadePrototype.newBuilder()
        .setRequestSet(request.getRequestSet())
        .setOrdinal(request.getOrdinal())
        .setPosition(position)
        .setIndexName(request.getIndexName())
        .setCaptionId(request.getCaptionId())
        .setCaption(request.getCaption())
        .setNoun(prototype.noun())
        .setKey(bytes(prototype.key()))
        .setPrototype(bytes(prototype.values()))
        .setSeed(request.getSeed())
        .setGeneratorId(origin.generator().id())
        .setGeneratorSha256(origin.generator().sha256())
        .setGeneratorSettings(origin.generator().settings())
        .setPackId(origin.packId())
        .setPackSha256(origin.packSha256())
        .setMaskShare(origin.maskShare())
        .setContrast(origin.contrast())
        .build();
  }

  /** What is counted of a request; one that made nothing has a reason in any case. */
  static PrototypeOutcome outcome(PrototypeRequest request, CaptionOutcome outcome) {
    List<NounDrop> dropped = outcome.dropped().stream().map(MadeRecords::drop).toList();
    int made = outcome.prototypes().size();
    return outcome(request, made, made == 0 && dropped.isEmpty() ? List.of(SILENT) : dropped);
  }

  /** What is counted of a request that became a dead letter. */
  static PrototypeOutcome refused(PrototypeRequest request, String why) {
    return outcome(request, 0, List.of(new NounDrop("", REFUSED, shortened(why))));
  }

  private static PrototypeOutcome outcome(
      PrototypeRequest request, int prototypes, List<NounDrop> dropped) {
    return PrototypeOutcome.newBuilder()
        .setRequestSet(request.getRequestSet())
        .setOrdinal(request.getOrdinal())
        .setTotal(request.getTotal())
        .setIndexName(request.getIndexName())
        .setReplaces(request.getReplaces())
        .setGeneratorId(request.getGeneratorId())
        .setPrototypes(prototypes)
        .setDropped(dropped)
        .build();
  }

  private static NounDrop drop(DroppedNoun dropped) {
    return new NounDrop(
        dropped.noun(),
        dropped.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        shortened(dropped.detail()));
  }

  private static ByteBuffer bytes(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "...";
  }
}
