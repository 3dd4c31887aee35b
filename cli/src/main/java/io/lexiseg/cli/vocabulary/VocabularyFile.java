package io.lexiseg.cli.vocabulary;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.GenerationPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A vocabulary in a YAML file: a list under {@code categories}, each a name, or a name with what
 * describes it; {@code threshold} and {@code negatives} beside it hold for all. Names are the text
 * that is written.
 */
public final class VocabularyFile {
  private static final String CATEGORIES = "categories";
  private static final String NAME = "name";
  private static final String SYNONYMS = "synonyms";
  private static final String TEMPLATES = "templates";
  private static final String THRESHOLD = "threshold";
  private static final String NEGATIVES = "negatives";
  private static final String GENERATE = "generate";
  private static final String CAPTIONS = "captions";
  private static final String BORROW = "borrow";
  private static final String EXEMPLARS = "exemplars";
  private static final String WEIGHT = "weight";
  private static final String IDS = "ids";
  private static final Set<String> OF_FILE = Set.of(CATEGORIES, THRESHOLD, NEGATIVES);
  private static final Set<String> OF_CATEGORY =
      Set.of(
          NAME, SYNONYMS, TEMPLATES, THRESHOLD, NEGATIVES, EXEMPLARS, GENERATE, CAPTIONS, BORROW);
  private static final Set<String> OF_EXEMPLARS = Set.of(WEIGHT, IDS);

  private VocabularyFile() {}

  /**
   * Reads a file.
   *
   * @throws FailedException with line and item if it cannot be read or is none
   */
  public static VocabularyContent read(Path file) {
    YamlValue root = new YamlSource(file).read();
    Map<String, YamlValue> fields = root.fields(OF_FILE);
    List<Category> categories =
        root.required(fields, CATEGORIES).items().stream().map(VocabularyFile::category).toList();
    Background.Builder background = Background.newBuilder().setNegatives(texts(fields, NEGATIVES));
    number(fields, THRESHOLD).ifPresent(background::setThreshold);
    return new VocabularyContent(categories, background.build());
  }

  private static Category category(YamlValue item) {
    Category.Builder category = Category.newBuilder();
    if (item.isScalar()) {
      return category.setName(item.text()).build();
    }
    Map<String, YamlValue> fields = item.fields(OF_CATEGORY);
    category
        .setName(item.required(fields, NAME).text())
        .setSynonyms(texts(fields, SYNONYMS))
        .setTemplates(texts(fields, TEMPLATES))
        .setNegatives(texts(fields, NEGATIVES))
        .setCaptions(texts(fields, CAPTIONS));
    Optional.ofNullable(fields.get(GENERATE))
        .ifPresent(value -> category.setGenerate(policy(value)));
    Optional.ofNullable(fields.get(BORROW)).ifPresent(value -> category.setBorrow(isTrue(value)));
    number(fields, THRESHOLD).ifPresent(category::setThreshold);
    if (fields.containsKey(EXEMPLARS)) {
      Map<String, YamlValue> exemplars = fields.get(EXEMPLARS).fields(OF_EXEMPLARS);
      category.setExemplars(texts(exemplars, IDS));
      number(exemplars, WEIGHT).ifPresent(category::setExemplarWeight);
    }
    return category.build();
  }

  private static boolean isTrue(YamlValue value) {
    return switch (value.text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw value.failure("true or false", "'" + value.text() + "'");
    };
  }

  private static GenerationPolicy policy(YamlValue value) {
    return switch (value.text()) {
      case "weak" -> GenerationPolicy.WEAK;
      case "never" -> GenerationPolicy.NEVER;
      default -> throw value.failure("weak or never", "'" + value.text() + "'");
    };
  }

  private static List<String> texts(Map<String, YamlValue> fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(YamlValue::texts).orElse(List.of());
  }

  private static Optional<Float> number(Map<String, YamlValue> fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(YamlValue::number);
  }
}
