package io.lexiseg.processor.generation;

import io.lexiseg.schemas.PrototypeRequest;
import io.lexiseg.vision.pack.Checksums;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Captions that prototypes are made of together. The same index, generator and captions have the
 * same id, so whoever asks again asks for nothing new.
 *
 * @param target index and generator
 * @param captions in the order of the index, at least one
 */
public record RequestSet(Target target, List<Caption> captions) {
  private static final int ID_DIGITS = 40;

  /**
   * What prototypes are made for and with.
   *
   * @param purpose begins the id: who asks
   * @param indexName index that gets them
   * @param replaces whether they become the whole index
   * @param generatorId generator pack that draws
   */
  public record Target(String purpose, String indexName, boolean replaces, String generatorId) {}

  /**
   * A caption.
   *
   * @param id names it within its source
   * @param text the prompt
   * @param noun the one word that is wanted; empty: every noun
   * @param seed of the picture's noise
   */
  public record Caption(String id, String text, Optional<String> noun, long seed) {}

  /** Copies the list. */
  public RequestSet {
    captions = List.copyOf(captions);
    if (captions.isEmpty()) {
      throw new IllegalArgumentException("request set: expected at least one caption, got none");
    }
  }

  /** The id, of the content alone. */
  public String id() {
    StringBuilder content = new StringBuilder();
    append(content, target.indexName());
    append(content, Boolean.toString(target.replaces()));
    append(content, target.generatorId());
    for (Caption caption : captions) {
      append(content, caption.id());
      append(content, caption.text());
      append(content, caption.noun().map(noun -> "+" + noun).orElse("-"));
      append(content, Long.toString(caption.seed()));
    }
    String digest = Checksums.sha256(content.toString().getBytes(StandardCharsets.UTF_8));
    return target.purpose() + "-" + digest.substring(0, ID_DIGITS);
  }

  /** With its length, so that no two contents read the same. */
  private static void append(StringBuilder content, String text) {
    content.append(text.length()).append(':').append(text).append(';');
  }

  /** The requests, in order. */
  public List<PrototypeRequest> requests(Instant now) {
    String id = id();
    List<PrototypeRequest> requests = new ArrayList<>(captions.size());
    for (Caption caption : captions) {
      PrototypeRequest.Builder request =
          PrototypeRequest.newBuilder()
              .setRequestSet(id)
              .setOrdinal(requests.size() + 1)
              .setTotal(captions.size())
              .setCaptionId(caption.id())
              .setCaption(caption.text())
              .setIndexName(target.indexName())
              .setReplaces(target.replaces())
              .setGeneratorId(target.generatorId())
              .setSeed(caption.seed())
              .setRequestedAt(now);
      caption.noun().ifPresent(request::setNoun);
      requests.add(request.build());
    }
    return requests;
  }
}
