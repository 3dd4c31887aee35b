package io.lexiseg.cli.viewer.vocabulary;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategoryRename;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.GenerationPolicy;
import io.lexiseg.schemas.VocabularyCommand;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody asks for on the page, as JSON: {@code action}, {@code vocabularyId}, and by action
 *
 * <ul>
 *   <li>DEFINE, ADD, PREVIEW: {@code names} (a list, or a text with commas); {@code generate}:
 *       prototypes are made for names that the index hardly knows; PREVIEW: {@code cameraIds}
 *   <li>REMOVE: {@code names}; RENAME: {@code from} and {@code to}; ROLL_BACK: {@code toVersion}
 *   <li>ADD_EXEMPLAR: {@code name}, {@code picture} in base 64, {@code box} as left, top, width and
 *       height in pixels; REMOVE_EXEMPLAR: {@code name}, {@code exemplarIds}
 *   <li>BIND: {@code cameraIds}, {@code profile}, {@code drop}; UNBIND: {@code cameraIds}; DELETE
 * </ul>
 *
 * <p>{@code expectedVersion} where nobody else's change may be overwritten, {@code effectiveFrom}
 * where frames captured before keep the version before.
 */
public final class VocabularyWish {
  /** As the processor has it: a longer one cannot be answered. */
  private static final int LONGEST_ID = 200;

  private static final Set<CommandAction> ACTIONS =
      EnumSet.of(
          CommandAction.DEFINE,
          CommandAction.ADD,
          CommandAction.PREVIEW,
          CommandAction.REMOVE,
          CommandAction.RENAME,
          CommandAction.ROLL_BACK,
          CommandAction.ADD_EXEMPLAR,
          CommandAction.REMOVE_EXEMPLAR,
          CommandAction.BIND,
          CommandAction.UNBIND,
          CommandAction.DELETE);

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
    WishFields fields = new WishFields(wish);
    VocabularyCommand.Builder command =
        VocabularyCommand.newBuilder().setVocabularyId(id).setAction(action(wish));
    if (fields.has("expectedVersion")) {
      command.setExpectedVersion(fields.number("expectedVersion"));
    }
    if (fields.has("effectiveFrom")) {
      command.setEffectiveFromMicros(fields.micros("effectiveFrom"));
    }
    fill(command, fields);
    return command;
  }

  private static CommandAction action(JsonNode wish) {
    String action = wish.path("action").asText("");
    return ACTIONS.stream()
        .filter(known -> known.name().equals(action))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "action: expected one of %s, got '%s'".formatted(ACTIONS, action)));
  }

  private static void fill(VocabularyCommand.Builder command, WishFields fields) {
    switch (command.getAction()) {
      case DEFINE, ADD -> command.setCategories(categories(fields));
      case PREVIEW -> {
        command.setCategories(categories(fields));
        if (fields.has("cameraIds")) {
          command.setCameraIds(fields.texts("cameraIds"));
        }
      }
      case REMOVE -> command.setNames(names(fields));
      case RENAME ->
          command.setRenames(List.of(new CategoryRename(fields.text("from"), fields.text("to"))));
      case ROLL_BACK -> command.setToVersion(fields.number("toVersion"));
      case ADD_EXEMPLAR ->
          command
              .setNames(List.of(fields.text("name")))
              .setExemplar(new Exemplar(fields.bytes("picture"), fields.box("box")));
      case REMOVE_EXEMPLAR ->
          command
              .setNames(List.of(fields.text("name")))
              .setExemplarIds(fields.texts("exemplarIds"));
      case BIND -> bind(command, fields);
      case UNBIND -> command.setCameraIds(fields.texts("cameraIds"));
      default -> {} // DELETE: the vocabulary says it all
    }
  }

  private static void bind(VocabularyCommand.Builder command, WishFields fields) {
    command.setCameraIds(fields.texts("cameraIds"));
    if (fields.has("profile")) {
      command.setProfile(fields.text("profile"));
    }
    if (fields.has("drop")) {
      command.setDropPolicy(policy(fields));
    }
  }

  /** {@code drop} as EVERY, LATEST, MAX_AGE or SAMPLE, the last two with {@code dropNumber}. */
  private static DropPolicy policy(WishFields fields) {
    String rule = fields.text("drop");
    DropPolicy.Builder policy = DropPolicy.newBuilder();
    return switch (rule) {
      case "EVERY", "LATEST" -> policy.setRule(DropRule.valueOf(rule)).build();
      case "MAX_AGE" ->
          policy
              .setRule(DropRule.MAX_AGE)
              .setMaxAgeMillis((long) fields.number("dropNumber"))
              .build();
      case "SAMPLE" ->
          policy.setRule(DropRule.SAMPLE).setSampleEvery(fields.number("dropNumber")).build();
      default ->
          throw new IllegalArgumentException(
              "drop: expected EVERY, LATEST, MAX_AGE or SAMPLE, got '%s'".formatted(rule));
    };
  }

  private static List<Category> categories(WishFields fields) {
    GenerationPolicy policy =
        fields.wish().path("generate").asBoolean() ? GenerationPolicy.WEAK : GenerationPolicy.NEVER;
    return VocabularyText.categories(names(fields)).stream()
        .map(category -> Category.newBuilder(category).setGenerate(policy).build())
        .toList();
  }

  private static List<String> names(WishFields fields) {
    JsonNode names = fields.wish().path("names");
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
}
