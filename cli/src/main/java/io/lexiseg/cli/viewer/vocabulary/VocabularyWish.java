package io.lexiseg.cli.viewer.vocabulary;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategoryRename;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.GenerationPolicy;
import io.lexiseg.schemas.VocabularyCommand;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody asks for on the page, as JSON: {@code action} (DEFINE, ADD, PREVIEW, REMOVE, RENAME
 * or ROLL_BACK), {@code vocabularyId}, and by action {@code names} (a list, or a text with commas),
 * {@code from} and {@code to}, {@code toVersion}; {@code generate}: prototypes are made for names
 * that the index hardly knows; {@code expectedVersion} where nobody else's change may be
 * overwritten.
 */
public final class VocabularyWish {
  /** As the processor has it: a longer one cannot be answered. */
  private static final int LONGEST_ID = 200;

  private VocabularyWish() {}

  /**
   * Reads a wish; whether it can be fulfilled is for the processor to say.
   *
   * @throws IllegalArgumentException if something is missing
   */
  public static VocabularyCommand.Builder command(JsonNode wish) {
    String id = wish.path("vocabularyId").asText("");
    if (id.isBlank()) {
      throw new IllegalArgumentException("expected a vocabularyId");
    }
    if (id.length() > LONGEST_ID) {
      throw new IllegalArgumentException(
          "vocabularyId: expected at most %d characters, got %d"
              .formatted(LONGEST_ID, id.length()));
    }
    VocabularyCommand.Builder command = VocabularyCommand.newBuilder().setVocabularyId(id);
    if (wish.path("expectedVersion").isInt()) {
      command.setExpectedVersion(wish.path("expectedVersion").asInt());
    }
    String action = wish.path("action").asText("");
    return switch (action) {
      case "DEFINE", "ADD", "PREVIEW" ->
          command.setAction(CommandAction.valueOf(action)).setCategories(categories(wish));
      case "REMOVE" -> command.setAction(CommandAction.REMOVE).setNames(names(wish));
      case "RENAME" ->
          command
              .setAction(CommandAction.RENAME)
              .setRenames(List.of(new CategoryRename(text(wish, "from"), text(wish, "to"))));
      case "ROLL_BACK" ->
          command.setAction(CommandAction.ROLL_BACK).setToVersion(number(wish, "toVersion"));
      default ->
          throw new IllegalArgumentException(
              "action: expected DEFINE, ADD, PREVIEW, REMOVE, RENAME or ROLL_BACK, got '%s'"
                  .formatted(action));
    };
  }

  private static List<Category> categories(JsonNode wish) {
    GenerationPolicy policy =
        wish.path("generate").asBoolean() ? GenerationPolicy.WEAK : GenerationPolicy.NEVER;
    return VocabularyText.categories(names(wish)).stream()
        .map(category -> Category.newBuilder(category).setGenerate(policy).build())
        .toList();
  }

  private static List<String> names(JsonNode wish) {
    JsonNode names = wish.path("names");
    List<String> all = new ArrayList<>();
    if (names.isArray()) {
      names.forEach(name -> all.add(name.asText()));
    } else {
      all.addAll(VocabularyText.names(names.asText("")));
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("names: expected at least one category, got none");
    }
    return all;
  }

  private static String text(JsonNode wish, String field) {
    String text = wish.path(field).asText("").strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException(field + ": expected a name, got none");
    }
    return text;
  }

  private static int number(JsonNode wish, String field) {
    if (!wish.path(field).isInt()) {
      throw new IllegalArgumentException(
          "%s: expected a whole number, got %s".formatted(field, wish.path(field)));
    }
    return wish.path(field).asInt();
  }
}
