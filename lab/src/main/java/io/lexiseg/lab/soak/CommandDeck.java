package io.lexiseg.lab.soak;

import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.lab.system.Scenes;
import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategoryRename;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Thinks of commands: every kind once before any comes again, in a shuffled order. Most fit what is
 * known, some are wrong on purpose.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class CommandDeck {
  /** Vocabulary of cameras without a binding. */
  static final String DEFAULT = "default";

  /** The vocabulary that is deleted again and again. */
  private static final String SPARE = "spare";

  /** All that there are in the beginning. */
  static final List<String> VOCABULARIES = List.of(DEFAULT, "street", "garden", SPARE);

  private static final int TOO_MANY = 1001;

  private final List<String> cameras;
  private final Random random;
  private final Words words;
  private final List<CapturedImage> pictures;
  private final Deque<Kind> deck = new ArrayDeque<>();

  /** What a command is like. */
  enum Kind {
    DEFINE,
    ADD,
    ADD_EXPECTING,
    ADD_LATER,
    ADD_EXEMPLAR,
    REMOVE_EXEMPLAR,
    BACKGROUND,
    PREVIEW,
    REMOVE,
    RENAME,
    UPDATE,
    ROLL_BACK,
    BIND,
    BIND_OTHER,
    UNBIND,
    DELETE,
    DEFINE_SPARE,
    STALE,
    UNKNOWN_VOCABULARY,
    UNKNOWN_ACTION,
    NOTHING,
    TWICE_THE_SAME,
    CONTROL_TOKEN,
    TOO_MANY_CATEGORIES,
    REPEAT,
    OTHER_KEY,
    NO_COMMAND
  }

  CommandDeck(List<String> cameras, Random random) {
    this.cameras = List.copyOf(cameras);
    this.random = random;
    this.words = new Words(random);
    this.pictures = Scenes.views("exemplar", random.nextLong());
  }

  /** The kind of the next command. */
  Kind next() {
    if (deck.isEmpty()) {
      List<Kind> all = new ArrayList<>(List.of(Kind.values()));
      Collections.shuffle(all, random);
      deck.addAll(all);
    }
    return deck.remove();
  }

  /** A command of a kind, but for what every command has; those without content are an ADD. */
  VocabularyCommand.Builder command(Kind kind, KnownState state) {
    String id =
        switch (kind) {
          case DELETE, DEFINE_SPARE -> SPARE;
          case UNKNOWN_VOCABULARY -> "nowhere";
          default -> existing(state);
        };
    VocabularyCommand.Builder command = VocabularyCommand.newBuilder().setVocabularyId(id);
    int version = state.vocabulary(id).map(Vocabulary::getVersion).orElse(0);
    return switch (kind) {
      case DEFINE, DEFINE_SPARE -> action(command, CommandAction.DEFINE, words.some(2, 9));
      case ADD_EXPECTING -> add(command).setExpectedVersion(version);
      case ADD_LATER -> add(command).setEffectiveFromMicros(soon());
      case ADD_EXEMPLAR ->
          command
              .setAction(CommandAction.ADD_EXEMPLAR)
              .setNames(List.of(name(state, id)))
              .setExemplar(exemplar());
      case PREVIEW ->
          action(command, CommandAction.PREVIEW, words.some(2, 9)).setCameraIds(List.of(camera()));
      case REMOVE_EXEMPLAR -> removeExemplar(command, state, id);
      case BACKGROUND ->
          action(command, CommandAction.DEFINE, words.some(2, 9))
              .setBackground(
                  Background.newBuilder()
                      .setThreshold(0.05f)
                      .setNegatives(List.of(words.one()))
                      .build());
      case STALE -> add(command).setExpectedVersion(version + 1 + random.nextInt(3));
      case REMOVE -> command.setAction(CommandAction.REMOVE).setNames(List.of(name(state, id)));
      case RENAME ->
          command
              .setAction(CommandAction.RENAME)
              .setRenames(List.of(new CategoryRename(name(state, id), words.one())));
      case UPDATE ->
          command.setAction(CommandAction.UPDATE).setCategories(List.of(update(name(state, id))));
      case ROLL_BACK -> command.setAction(CommandAction.ROLL_BACK).setToVersion(earlier(state, id));
      case BIND, BIND_OTHER -> bind(command);
      case UNBIND -> unbind(command, state);
      case DELETE -> command.setAction(CommandAction.DELETE);
      case UNKNOWN_ACTION -> command.setAction(CommandAction.UNKNOWN);
      case NOTHING -> action(command, CommandAction.DEFINE, List.of());
      case TWICE_THE_SAME ->
          action(command, CommandAction.DEFINE, List.of("road", "tree", "  ROAD "));
      case CONTROL_TOKEN -> action(command, CommandAction.ADD, List.of("<|endoftext|>"));
      case TOO_MANY_CATEGORIES ->
          action(
              command,
              CommandAction.DEFINE,
              IntStream.range(0, TOO_MANY).mapToObj(i -> "thing " + i).toList());
      default -> add(command);
    };
  }

  /** Capture time of frames that are about to come. */
  private static long soon() {
    return EventTime.micros(Instant.now().plusSeconds(3));
  }

  private Exemplar exemplar() {
    int side = 60 + random.nextInt(200);
    return Exemplar.newBuilder()
        .setPicture(ByteBuffer.wrap(pictures.get(random.nextInt(pictures.size())).encoded()))
        .setRegion(new PictureBox(random.nextInt(200), random.nextInt(300), side, side))
        .build();
  }

  private VocabularyCommand.Builder removeExemplar(
      VocabularyCommand.Builder command, KnownState state, String id) {
    Category shown =
        state.vocabulary(id).map(Vocabulary::getCategories).orElse(List.of()).stream()
            .filter(category -> !category.getExemplars().isEmpty())
            .findFirst()
            .orElse(Category.newBuilder().setName(name(state, id)).build());
    return command
        .setAction(CommandAction.REMOVE_EXEMPLAR)
        .setNames(List.of(shown.getName()))
        .setExemplarIds(shown.getExemplars().stream().limit(1).toList());
  }

  private VocabularyCommand.Builder add(VocabularyCommand.Builder command) {
    return action(command, CommandAction.ADD, words.some(1, 3));
  }

  private static VocabularyCommand.Builder action(
      VocabularyCommand.Builder command, CommandAction action, List<String> names) {
    return command
        .setAction(action)
        .setCategories(
            names.stream().map(name -> Category.newBuilder().setName(name).build()).toList());
  }

  private Category update(String name) {
    Category.Builder category = Category.newBuilder().setName(name);
    return switch (random.nextInt(3)) {
      case 0 -> category.setSynonyms(List.of(words.one(), words.one())).build();
      case 1 -> category.setTemplates(List.of("a photo of a {} from above.")).build();
      default -> category.setThreshold(0.1f).setNegatives(List.of(words.one())).build();
    };
  }

  private VocabularyCommand.Builder bind(VocabularyCommand.Builder command) {
    DropPolicy.Builder policy = DropPolicy.newBuilder();
    switch (random.nextInt(4)) {
      case 0 -> policy.setRule(DropRule.LATEST);
      case 1 -> policy.setRule(DropRule.SAMPLE).setSampleEvery(2);
      default -> policy.setRule(DropRule.EVERY);
    }
    return command
        .setAction(CommandAction.BIND)
        .setCameraIds(List.of(camera()))
        .setDropPolicy(policy.build());
  }

  private VocabularyCommand.Builder unbind(VocabularyCommand.Builder command, KnownState state) {
    List<CameraBinding> bound = state.bindings();
    command.setAction(CommandAction.UNBIND);
    if (bound.isEmpty()) {
      return command.setCameraIds(List.of(camera()));
    }
    // The spare one is freed first, so that it can be deleted.
    CameraBinding binding =
        bound.stream()
            .filter(one -> one.getVocabularyId().equals(SPARE))
            .findFirst()
            .orElseGet(() -> bound.get(random.nextInt(bound.size())));
    return command
        .setVocabularyId(binding.getVocabularyId())
        .setCameraIds(List.of(binding.getCameraId()));
  }

  private String existing(KnownState state) {
    String id = VOCABULARIES.get(random.nextInt(VOCABULARIES.size()));
    return state.vocabulary(id).isPresent() ? id : DEFAULT;
  }

  private String camera() {
    return cameras.get(random.nextInt(cameras.size()));
  }

  private String name(KnownState state, String id) {
    List<Category> categories =
        state.vocabulary(id).map(Vocabulary::getCategories).orElse(List.of());
    return categories.isEmpty()
        ? words.one()
        : categories.get(random.nextInt(categories.size())).getName();
  }

  private int earlier(KnownState state, String id) {
    int version = state.vocabulary(id).map(Vocabulary::getVersion).orElse(1);
    return Math.max(1, version - 1 - random.nextInt(4));
  }
}
