package io.lexiseg.cli.viewer.vocabulary;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategoryRename;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.GenerationPolicy;
import io.lexiseg.schemas.VocabularyCommand;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody asks for on the page, as JSON: {@code action}, {@code vocabularyId}, and by action
 *
 * <ul>
 *   <li>DEFINE, ADD: {@code names} (a list, or a text with commas); {@code generate}: prototypes
 *       are made for names that the index hardly knows
 *   <li>UPDATE: {@code category}, the {@link CategoryFields} of a {@code name}; {@code background},
 *       as {@link BackgroundFields}
 *   <li>PREVIEW: {@code tries} as ADD, DEFINE or UPDATE, with their fields, and {@code cameraIds}
 *   <li>REMOVE: {@code names}; RENAME: {@code from} and {@code to}; ROLL_BACK: {@code toVersion}
 *   <li>ADD_EXEMPLAR: {@code name}, {@code picture} in base 64, {@code box} as left, top, width and
 *       height in pixels; REMOVE_EXEMPLAR: {@code name}, {@code exemplarIds}
 *   <li>BIND: {@code cameraIds}, {@code profile}, {@code drop}, {@code steady} and {@code outputs},
 *       see {@link BindingFields}; UNBIND: {@code cameraIds}; DELETE
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
          CommandAction.UPDATE,
          CommandAction.PREVIEW,
          CommandAction.REMOVE,
          CommandAction.RENAME,
          CommandAction.ROLL_BACK,
          CommandAction.ADD_EXEMPLAR,
          CommandAction.REMOVE_EXEMPLAR,
          CommandAction.BIND,
          CommandAction.UNBIND,
          CommandAction.DELETE);

  private static final Set<CommandAction> TRIED =
      EnumSet.of(CommandAction.DEFINE, CommandAction.ADD, CommandAction.UPDATE);

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
    WishFields fields = WishFields.of(wish);
    VocabularyCommand.Builder command =
        VocabularyCommand.newBuilder()
            .setVocabularyId(id)
            .setAction(among(ACTIONS, fields, "action"));
    if (fields.has("expectedVersion")) {
      command.setExpectedVersion(fields.number("expectedVersion"));
    }
    if (fields.has("effectiveFrom")) {
      command.setEffectiveFromMicros(fields.micros("effectiveFrom"));
    }
    fill(command, fields);
    return command;
  }

  /**
   * What a PREVIEW tries: ADD unless the wish says another.
   *
   * @throws IllegalArgumentException if nobody can try that
   */
  public static CommandAction tried(JsonNode wish) {
    WishFields fields = WishFields.of(wish);
    return fields.has("tries") ? among(TRIED, fields, "tries") : CommandAction.ADD;
  }

  private static CommandAction among(Set<CommandAction> actions, WishFields fields, String field) {
    String action = fields.wish().path(field).asText("");
    return actions.stream()
        .filter(known -> known.name().equals(action))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: expected one of %s, got '%s'".formatted(field, actions, action)));
  }

  private static void fill(VocabularyCommand.Builder command, WishFields fields) {
    switch (command.getAction()) {
      case DEFINE, ADD -> command.setCategories(categories(fields));
      case UPDATE -> describe(command, fields);
      case PREVIEW -> {
        if (tried(fields.wish()) == CommandAction.UPDATE) {
          describe(command, fields);
        } else {
          command.setCategories(categories(fields));
        }
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

  private static void describe(VocabularyCommand.Builder command, WishFields fields) {
    if (fields.has("category")) {
      command.setCategories(List.of(CategoryFields.category(fields.inside("category", "name"))));
    }
    if (fields.has("background")) {
      command.setBackground(BackgroundFields.background(fields.inside("background", "")));
    }
  }

  private static void bind(VocabularyCommand.Builder command, WishFields fields) {
    command.setCameraIds(fields.texts("cameraIds"));
    if (fields.has("profile")) {
      command.setProfile(fields.text("profile"));
    }
    if (fields.has("drop")) {
      command.setDropPolicy(BindingFields.policy(fields));
    }
    if (fields.has("steady")) {
      command.setSteady(BindingFields.steady(fields));
    }
    if (fields.has("outputs")) {
      command.setOutputs(BindingFields.outputs(fields.inside("outputs", "")));
    }
  }

  private static List<Category> categories(WishFields fields) {
    GenerationPolicy policy =
        fields.is("generate") ? GenerationPolicy.WEAK : GenerationPolicy.NEVER;
    return VocabularyText.categories(names(fields)).stream()
        .map(category -> Category.newBuilder(category).setGenerate(policy).build())
        .toList();
  }

  private static List<String> names(WishFields fields) {
    List<String> all = fields.words("names");
    if (all.isEmpty()) {
      throw new IllegalArgumentException("names: expected at least one category, got none");
    }
    return all;
  }
}
