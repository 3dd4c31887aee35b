package io.lexiseg.vision.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The word pieces of a BERT-like model and their ids.
 *
 * <p><b>Threads:</b> immutable.
 */
final class WordPieceVocabulary {
  /** What pieces that go on with a word begin with. */
  static final String CONTINUATION = "##";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, Integer> ids;
  private final int unknown;
  private final int first;
  private final int separator;
  private final Set<Integer> continuing;

  private WordPieceVocabulary(Path file, Map<String, Integer> ids) {
    this.ids = ids;
    this.unknown = special(file, "[UNK]");
    this.first = special(file, "[CLS]");
    this.separator = special(file, "[SEP]");
    this.continuing =
        ids.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(CONTINUATION))
            .map(Map.Entry::getValue)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Reads {@code tokenizer.json} of an uncased WordPiece model, or {@code vocab.txt} with a piece a
   * line.
   *
   * @throws IllegalArgumentException if the file cannot be read or is something else
   */
  static WordPieceVocabulary read(Path file) {
    try {
      boolean json = file.toString().endsWith(".json");
      return new WordPieceVocabulary(file, json ? readJson(file) : readLines(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("vocabulary %s: cannot be read: %s".formatted(file, e), e);
    }
  }

  OptionalInt id(String piece) {
    Integer id = ids.get(piece);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** Whether a piece goes on with a word. */
  boolean continuesWord(int id) {
    return continuing.contains(id);
  }

  int unknown() {
    return unknown;
  }

  int first() {
    return first;
  }

  int separator() {
    return separator;
  }

  private int special(Path file, String token) {
    return id(token)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "vocabulary %s: expected %s among its %d pieces"
                        .formatted(file, token, ids.size())));
  }

  private static Map<String, Integer> readLines(Path file) throws IOException {
    List<String> lines = TextFile.lines(file);
    Map<String, Integer> ids = new HashMap<>(2 * lines.size());
    for (int i = 0; i < lines.size(); i++) {
      ids.put(lines.get(i), i);
    }
    return ids;
  }

  private static Map<String, Integer> readJson(Path file) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    expect(file, "model.type", "WordPiece", json.at("/model/type").asText("WordPiece"));
    expect(
        file,
        "continuing_subword_prefix",
        CONTINUATION,
        json.at("/model/continuing_subword_prefix").asText());
    expect(file, "normalizer.type", "BertNormalizer", json.at("/normalizer/type").asText());
    expect(file, "normalizer.lowercase", "true", json.at("/normalizer/lowercase").asText());
    Map<String, Integer> ids = new HashMap<>();
    json.at("/model/vocab")
        .properties()
        .forEach(entry -> ids.put(entry.getKey(), entry.getValue().intValue()));
    return ids;
  }

  private static void expect(Path file, String what, String expected, String found) {
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "vocabulary %s: expected %s %s, got '%s'".formatted(file, what, expected, found));
    }
  }
}
