package io.lexiseg.processor.topology;

import static io.lexiseg.recognition.category.TestRecords.categories;
import static io.lexiseg.recognition.category.TestRecords.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lexiseg.recognition.category.TestRecords;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategoryRename;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.ExemplarId;
import io.lexiseg.schemas.FrameReference;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What commands with exemplars do to a vocabulary, and which are refused. */
class ExemplarCommandsTest {
  private static final int HEIGHT = 8;
  private static final int WIDTH = 12;
  private static final String SHA256 = "0a".repeat(32);

  private final CommandLog log = new CommandLog();

  @BeforeEach
  void define() {
    log.send(TestRecords.define("first", "street", "road", "sky"));
    log.vocabularies().readValue();
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldKeepThePictureApartFromTheVocabulary() {
    // given
    Exemplar exemplar = exemplar(picture(1), new PictureBox(1, 2, 3, 4));
    // when
    VocabularyStatus answer = log.send(add("a", " ROAD ", exemplar));
    // then
    String id = ExemplarId.of(exemplar);
    assertThat(answer.getState()).isEqualTo(VocabularyState.PENDING);
    assertThat(answer.getVersion()).isEqualTo(2);
    assertThat(log.exemplars().readKeyValuesToList()).containsExactly(KeyValue.pair(id, exemplar));
    Vocabulary version = log.vocabularies().readValue();
    assertThat(version.getCategories())
        .extracting(Category::getName, Category::getExemplars)
        .containsExactly(tuple("road", List.of(id)), tuple("sky", List.of()));
  }

  @Test
  void shouldTakeMasksAndReferences() {
    // given
    List<Exemplar> exemplars =
        List.of(
            exemplar(picture(1), mask(HEIGHT, WIDTH, 5)),
            exemplar(reference("file:///pictures/yard/cone.jpg", SHA256, 5000), mask(3, 4, 1)),
            exemplar(
                reference("file:///pictures/cone.jpg", SHA256, 1), new PictureBox(700, 0, 9, 9)));
    // when
    for (int i = 0; i < exemplars.size(); i++) {
      log.send(add("a" + i, "sky", exemplars.get(i)));
    }
    // then
    assertThat(last().getCategories().get(1).getExemplars())
        .isEqualTo(exemplars.stream().map(ExemplarId::of).toList());
  }

  @Test
  void shouldKeepExemplarsThroughChangesOfTheirCategory() {
    // given
    Exemplar exemplar = exemplar(picture(1), new PictureBox(0, 0, 1, 1));
    log.send(add("a", "road", exemplar));
    Category change = Category.newBuilder().setName("lane").setExemplarWeight(1f).build();
    // when
    log.send(
        command("b", "street", CommandAction.RENAME)
            .setRenames(List.of(new CategoryRename("road", "lane"))));
    log.send(command("c", "street", CommandAction.UPDATE).setCategories(List.of(change)));
    // then
    Category lane = last().getCategories().get(0);
    assertThat(lane.getName()).isEqualTo("lane");
    assertThat(lane.getExemplars()).containsExactly(ExemplarId.of(exemplar));
    assertThat(lane.getExemplarWeight()).contains(1f);
  }

  @Test
  void shouldBringARemovedExemplarBackByRollingBack() {
    // given
    Exemplar exemplar = exemplar(picture(1), new PictureBox(0, 0, 1, 1));
    String id = ExemplarId.of(exemplar);
    log.send(add("a", "road", exemplar));
    // when
    VocabularyStatus removed = log.send(remove("b", "road", id));
    log.send(command("c", "street", CommandAction.ROLL_BACK).setToVersion(2));
    // then
    List<Vocabulary> versions = log.vocabularies().readValuesToList();
    assertThat(removed.getState()).isEqualTo(VocabularyState.PENDING);
    assertThat(versions.get(1).getCategories().get(0).getExemplars()).isEmpty();
    assertThat(versions.get(2).getCategories().get(0).getExemplars()).containsExactly(id);
    assertThat(log.exemplars().readKeyValuesToList()).hasSize(1);
  }

  @Test
  void shouldDefineWithExemplarsThatAVersionHas() {
    // given
    Exemplar exemplar = exemplar(picture(1), new PictureBox(0, 0, 1, 1));
    String id = ExemplarId.of(exemplar);
    log.send(add("a", "road", exemplar));
    Category lane = Category.newBuilder().setName("lane").setExemplars(List.of(id)).build();
    // when
    VocabularyStatus own =
        log.send(command("b", "street", CommandAction.DEFINE).setCategories(List.of(lane)));
    VocabularyStatus foreign =
        log.send(command("c", "yard", CommandAction.DEFINE).setCategories(List.of(lane)));
    // then
    assertThat(own.getState()).isEqualTo(VocabularyState.PENDING);
    assertThat(foreign.getError().orElseThrow())
        .isEqualTo(
            "exemplars: expected those of this vocabulary's versions, it has no [" + id + "]");
  }

  @Test
  void shouldForgetExemplarsThatNoVocabularyCanGoBackTo() {
    // given: both vocabularies show the same picture
    Exemplar exemplar = exemplar(picture(1), new PictureBox(0, 0, 1, 1));
    log.send(add("a", "road", exemplar));
    log.send(TestRecords.define("other", "yard", "road"));
    log.send(
        command("b", "yard", CommandAction.ADD_EXEMPLAR)
            .setNames(List.of("road"))
            .setExemplar(exemplar));
    log.exemplars().readKeyValuesToList();
    // when
    outlive("street");
    List<KeyValue<String, Exemplar>> first = log.exemplars().readKeyValuesToList();
    outlive("yard");
    List<KeyValue<String, Exemplar>> second = log.exemplars().readKeyValuesToList();
    // then
    assertThat(first).isEmpty();
    assertThat(second).containsExactly(KeyValue.pair(ExemplarId.of(exemplar), null));
  }

  private void outlive(String vocabulary) {
    for (int i = 0; i < 52; i++) {
      log.send(TestRecords.define(vocabulary + i, vocabulary, "word " + i));
    }
  }

  @Test
  void shouldRefuseWhatIsNoExemplar() {
    // given
    ByteBuffer picture = picture(1);
    List<VocabularyCommand.Builder> commands =
        List.of(
            command("1", "street", CommandAction.ADD_EXEMPLAR).setNames(List.of("road")),
            add("2", "car", exemplar(picture, new PictureBox(0, 0, 1, 1))),
            add("3", "road", exemplar(ByteBuffer.wrap(new byte[9]), new PictureBox(0, 0, 1, 1))),
            add("4", "road", exemplar(picture, new PictureBox(0, 0, 0, 1))),
            add("5", "road", exemplar(picture, new PictureBox(0, 1, 1, Integer.MAX_VALUE))),
            add("6", "road", exemplar(picture, new PictureBox(-1, 0, 2, 2))),
            add("7", "road", exemplar(picture, mask(HEIGHT, WIDTH, 0))),
            add("8", "road", exemplar(picture, mask(WIDTH, HEIGHT, 1))),
            add("9", "road", exemplar(picture, ByteBuffer.wrap(new byte[3]))),
            add("10", "road", exemplar(picture, ByteBuffer.wrap(new byte[1 << 20]))),
            add("11", "road", exemplar(reference("file:///etc/passwd", SHA256, 9), mask(2, 2, 1))),
            add(
                "12",
                "road",
                exemplar(reference("file:///pictures/../etc/passwd", SHA256, 9), mask(2, 2, 1))),
            add(
                "13",
                "road",
                exemplar(reference("https://pictures/cone.jpg", SHA256, 9), mask(2, 2, 1))),
            add(
                "14",
                "road",
                exemplar(reference("file:///pictures/a", "A".repeat(64), 9), mask(2, 2, 1))),
            add(
                "15",
                "road",
                exemplar(reference("file:///pictures/a", SHA256, 5001), mask(2, 2, 1))),
            add(
                "16",
                "road",
                exemplar(reference("file:///pictures/a", SHA256, 9), new PictureBox(0, 0, 0, 0))),
            add("17", "road", exemplar(reference("file:///pictures/a", SHA256, 9), mask(2, 2, 0))),
            remove("18", "road", SHA256),
            remove("19", "road"),
            add("20", "road", exemplar(picture, new PictureBox(0, 0, 1, 1)))
                .setNames(List.of("road", "sky")),
            command("21", "street", CommandAction.ADD)
                .setCategories(
                    List.of(
                        Category.newBuilder()
                            .setName("car")
                            .setExemplars(List.of("no id"))
                            .build())));
    // when
    List<VocabularyStatus> answers = commands.stream().map(log::send).toList();
    // then
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.getState()).isEqualTo(VocabularyState.FAILED);
              assertThat(answer.getVersion()).isEqualTo(1);
            });
    assertThat(answers.stream().map(answer -> answer.getError().orElseThrow()))
        .containsExactly(
            "exemplar: expected one, got none",
            "add exemplar: expected names of the vocabulary, it has no [car]",
            "exemplar, image: expected JPEG, PNG or WebP, got 9 bytes starting with"
                + " [00 00 00 00 00 00 00 00]",
            "exemplar, box: expected at least one pixel inside the picture of 12x8 (width x height),"
                + " got x 0, y 0, width 1, height 0",
            "exemplar, box: expected at least one pixel inside the picture of 12x8 (width x height),"
                + " got x 1, y 0, width 2147483647, height 1",
            "exemplar, box: expected at least one pixel inside the picture of 12x8 (width x height),"
                + " got x 0, y -1, width 2, height 2",
            "exemplar, mask: expected at least one pixel other than 0",
            "exemplar, mask: expected the picture's 8x12 pixels (height x width), got 12x8",
            "exemplar, mask: expected a PNG file, got 3 other bytes",
            "exemplar: expected at most 1048576 bytes of picture and mask, got "
                + ((1 << 20) + picture.remaining()),
            "exemplar, 'file:///etc/passwd': expected a file under one of [/pictures]",
            "exemplar, 'file:///pictures/../etc/passwd': expected a file under one of [/pictures]",
            "exemplar, 'https://pictures/cone.jpg': expected a file: address",
            "exemplar, 'file:///pictures/a': expected a SHA-256 of 64 lower-case hexadecimal digits,"
                + " got 64 characters",
            "exemplar, 'file:///pictures/a': expected 1 to 5000 bytes, got 5001",
            "exemplar, box: expected at least one pixel inside the picture, got x 0, y 0, width 0,"
                + " height 0",
            "exemplar, mask: expected at least one pixel other than 0",
            "remove exemplar: expected exemplars of category 'road', it has no [" + SHA256 + "]",
            "remove exemplar: expected at least one id, got none",
            "exemplar: expected the name of one category, got 2",
            "exemplars: expected those of this vocabulary's versions, it has no [no id]");
    assertThat(log.vocabularies().isEmpty()).isTrue();
    assertThat(log.exemplars().isEmpty()).isTrue();
  }

  @Test
  void shouldRefuseTheSameExemplarTwiceAndMoreThanACategoryMayHave() {
    // given
    for (int i = 0; i < 16; i++) {
      log.send(add("a" + i, "road", exemplar(picture(1), new PictureBox(0, i / 8, 1, 1 + i % 8))));
    }
    // when
    VocabularyStatus again =
        log.send(add("b", "road", exemplar(picture(1), new PictureBox(0, 0, 1, 1))));
    VocabularyStatus more =
        log.send(add("c", "road", exemplar(picture(1), new PictureBox(7, 0, 1, 1))));
    // then
    assertThat(again.getError().orElseThrow())
        .contains("add exemplar: expected another than those of category 'road'");
    assertThat(more.getError().orElseThrow())
        .isEqualTo("category 1, exemplars: expected at most 16, each once, got 17");
  }

  @Test
  void shouldGiveTheSameStateForTheSameCommands() {
    // given
    List<VocabularyCommand> commands = randomCommands(new Random(5));
    // when
    List<String> first = replay(commands);
    List<String> second = replay(commands);
    // then
    assertThat(first).isEqualTo(second).hasSizeGreaterThan(150);
  }

  private static List<String> replay(List<VocabularyCommand> commands) {
    try (CommandLog fresh = new CommandLog()) {
      List<String> out = new ArrayList<>();
      commands.forEach(command -> out.add(fresh.send(command).toString()));
      fresh.vocabularies().readKeyValuesToList().forEach(version -> out.add(version.toString()));
      fresh.exemplars().readKeyValuesToList().forEach(exemplar -> out.add(exemplar.toString()));
      return out;
    }
  }

  private static List<VocabularyCommand> randomCommands(Random random) {
    CommandAction[] actions = {
      CommandAction.DEFINE,
      CommandAction.ADD_EXEMPLAR,
      CommandAction.ADD_EXEMPLAR,
      CommandAction.REMOVE_EXEMPLAR,
      CommandAction.ROLL_BACK,
      CommandAction.DELETE
    };
    List<VocabularyCommand> commands = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      Exemplar exemplar = exemplar(picture(random.nextInt(3)), new PictureBox(0, 0, 1, 1));
      String word = random.nextBoolean() ? "road" : "sky";
      commands.add(
          command("c" + i, "v" + random.nextInt(2), actions[random.nextInt(actions.length)])
              .setCategories(categories("road", "sky"))
              .setNames(List.of(word))
              .setExemplar(exemplar)
              .setExemplarIds(List.of(ExemplarId.of(exemplar)))
              .setToVersion(1 + random.nextInt(9))
              .build());
    }
    return commands;
  }

  private Vocabulary last() {
    List<Vocabulary> versions = log.vocabularies().readValuesToList();
    return versions.get(versions.size() - 1);
  }

  private static VocabularyCommand.Builder add(String commandId, String name, Exemplar exemplar) {
    return command(commandId, "street", CommandAction.ADD_EXEMPLAR)
        .setNames(List.of(name))
        .setExemplar(exemplar);
  }

  private static VocabularyCommand.Builder remove(String commandId, String name, String... ids) {
    return command(commandId, "street", CommandAction.REMOVE_EXEMPLAR)
        .setNames(List.of(name))
        .setExemplarIds(List.of(ids));
  }

  private static Exemplar exemplar(Object picture, Object region) {
    return new Exemplar(picture, region);
  }

  private static FrameReference reference(String uri, String sha256, long bytes) {
    return new FrameReference(uri, sha256, bytes);
  }

  /** A grey picture of one shade, 12 wide and 8 high, as a PNG file. */
  private static ByteBuffer picture(int shade) {
    return mask(HEIGHT, WIDTH, shade);
  }

  /** A PNG file of one value. */
  private static ByteBuffer mask(int height, int width, int value) {
    short[] values = new short[height * width];
    Arrays.fill(values, (short) value);
    return ByteBuffer.wrap(MaskPng.encode(Mask.of(height, width, values)));
  }
}
