package io.lexiseg.indexbuilder.service.making;

import io.lexiseg.indexbuilder.generation.GeneratorIdentity;
import io.lexiseg.indexbuilder.service.target.TargetIndexes;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.PrototypeRequest;
import io.lexiseg.schemas.Topics;
import java.util.Objects;
import java.util.Optional;

/** Tells requests that this builder can fulfil from others. */
public final class RequestChecks {
  private static final String SET = "[A-Za-z0-9._-]{1,100}";
  private static final int MOST_REQUESTS = 10_000_000;
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_NOUN = 200;
  private static final int LONGEST_CAPTION = 4_000;

  private final String generatorId;
  private final String backbone;
  private final TargetIndexes indexes;

  /**
   * Checks for a builder.
   *
   * @param generatorId the one it has
   * @param backbone of its encoder pack
   */
  public RequestChecks(String generatorId, String backbone, TargetIndexes indexes) {
    this.generatorId = generatorId;
    this.backbone = backbone;
    this.indexes = indexes;
  }

  /**
   * Requires that a request says which one it is; without that nobody can count it.
   *
   * @throws RecordException if it does not
   */
  static void requireIdentity(String key, PrototypeRequest request) {
    if (request == null) {
      throw new RecordException.Malformed("prototype request: expected a value, got none");
    }
    require(
        request.getRequestSet().matches(SET),
        "request set: expected 1 to 100 of A-Z a-z 0-9 . _ -, got '%s'"
            .formatted(shortened(request.getRequestSet())));
    int total = request.getTotal();
    int ordinal = request.getOrdinal();
    require(
        total >= 1 && total <= MOST_REQUESTS && ordinal >= 1 && ordinal <= total,
        "ordinal and total: expected 1 <= ordinal <= total <= %d, got %d of %d"
            .formatted(MOST_REQUESTS, ordinal, total));
    require(
        Objects.equals(key, Topics.requestKey(request)),
        "record key: expected '%s', got '%s'"
            .formatted(Topics.requestKey(request), shortened(String.valueOf(key))));
    require(
        TargetIndexes.isName(request.getIndexName()),
        "index: expected a name of 1 to 100 of A-Z a-z 0-9 . _ -, got '%s'"
            .formatted(shortened(request.getIndexName())));
  }

  /**
   * Requires that this builder can make what is asked.
   *
   * @throws RecordException if it cannot
   * @throws io.lexiseg.prototypes.UnavailableException if the index does not answer
   */
  void requireFit(PrototypeRequest request) {
    String caption = request.getCaption();
    require(!caption.isBlank(), "caption: expected a sentence, got an empty text");
    requireAtMost("caption", caption, LONGEST_CAPTION);
    requireAtMost("caption id", request.getCaptionId(), LONGEST_ID);
    request
        .getNoun()
        .ifPresent(
            noun -> {
              require(!noun.isBlank(), "noun: expected a word, got an empty text");
              requireAtMost("noun", noun, LONGEST_NOUN);
            });
    if (!request.getGeneratorId().equals(generatorId)) {
      throw unfit(request, "generator", generatorId, shortened(request.getGeneratorId()));
    }
    indexes.published(request.getIndexName()).ifPresent(index -> requireFit(request, index));
  }

  private void requireFit(PrototypeRequest request, IndexManifest index) {
    if (!index.backbone().equals(backbone)) {
      throw unfit(request, "backbone of the index", backbone, index.backbone());
    }
    Optional<String> drew = Optional.ofNullable(index.provenance().get(GeneratorIdentity.FACT));
    if (!request.getReplaces() && drew.isPresent() && !drew.get().equals(generatorId)) {
      throw unfit(request, "generator of the index", generatorId, drew.get());
    }
  }

  private static RecordException unfit(
      PrototypeRequest request, String what, String mine, String found) {
    return new RecordException.UnfitRequest(
        "request %s for index %s, %s: expected '%s', got '%s'"
            .formatted(Topics.requestKey(request), request.getIndexName(), what, mine, found));
  }

  private static void requireAtMost(String what, String text, int longest) {
    if (text.length() > longest) {
      throw new RecordException.OverLimit(
          "prototype request, %s: expected at most %d characters, got %d"
              .formatted(what, longest, text.length()),
          null);
    }
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new RecordException.Malformed("prototype request, " + problem);
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_ID ? text : text.substring(0, LONGEST_ID) + "...";
  }
}
