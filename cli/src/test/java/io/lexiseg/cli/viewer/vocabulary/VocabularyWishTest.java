package io.lexiseg.cli.viewer.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.EventTime;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.GenerationPolicy;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskOutputs;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.schemas.SteadyMasks;
import io.lexiseg.schemas.VocabularyCommand;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyWishTest {
  @Test
  void shouldReadAnExemplar() throws Exception {
    // when
    VocabularyCommand command =
        command("'action': 'ADD_EXEMPLAR', 'name': 'cone', 'picture': 'AQI=', 'box': [1, 2, 3, 4]");

    // then
    assertThat(command.getNames()).containsExactly("cone");
    assertThat(command.getExemplar())
        .contains(new Exemplar(ByteBuffer.wrap(new byte[] {1, 2}), new PictureBox(2, 1, 4, 3)));
  }

  @Test
  void shouldReadFromWhenAChangeHolds() throws Exception {
    // when
    VocabularyCommand command =
        command(
            "'action': 'ROLL_BACK', 'toVersion': 3, 'expectedVersion': 5,"
                + " 'effectiveFrom': '2026-05-01T10:00:00Z'");

    // then
    assertThat(command.getToVersion()).contains(3);
    assertThat(command.getExpectedVersion()).contains(5);
    assertThat(command.getEffectiveFromMicros())
        .contains(EventTime.micros(Instant.parse("2026-05-01T10:00:00Z")));
  }

  @Test
  void shouldReadWhatDescribesAWord() throws Exception {
    // when
    VocabularyCommand command =
        command(
            "'action': 'UPDATE', 'expectedVersion': 3, 'category': {'name': 'road', 'synonyms':"
                + " 'street, lane', 'negatives': ['hedge'], 'threshold': '0.3', 'exemplarWeight':"
                + " 1, 'templates': 'a {}, old\\n\\n a {} by night', 'captions': '', 'generate':"
                + " true, 'borrow': true}");

    // then
    assertThat(command.getCategories())
        .containsExactly(
            Category.newBuilder()
                .setName("road")
                .setSynonyms(List.of("street", "lane"))
                .setNegatives(List.of("hedge"))
                .setThreshold(0.3f)
                .setExemplarWeight(1f)
                .setTemplates(List.of("a {}, old", "a {} by night"))
                .setGenerate(GenerationPolicy.WEAK)
                .setBorrow(true)
                .build());
    assertThat(command.getBackground()).isEmpty();
  }

  @Test
  void shouldReadBackWhatItShows() throws Exception {
    // given
    Category category =
        Category.newBuilder()
            .setName("flag")
            .setSynonyms(List.of("red, white and blue", "banner"))
            .setNegatives(List.of("sail"))
            .setTemplates(List.of("a {}, torn", "one {}"))
            .setThreshold(-0.25f)
            .setExemplarWeight(0.8f)
            .setCaptions(List.of("a flag on a mast"))
            .setBorrow(true)
            .build();
    ObjectNode shown = new ObjectMapper().valueToTree(CategoryFields.of(category));

    // when
    Category read = CategoryFields.category(WishFields.of(shown.put("name", "flag")));

    // then
    assertThat(read).isEqualTo(category);
  }

  @Test
  void shouldReadWhatGetsNoCategory() throws Exception {
    assertThat(
            command("'action': 'UPDATE', 'background': {'threshold': ' 0.5 ', 'negatives': 'a,b'}")
                .getBackground())
        .contains(new Background(0.5f, List.of("a", "b")));
    assertThat(command("'action': 'UPDATE', 'background': {}").getBackground())
        .contains(Background.newBuilder().build());
  }

  @Test
  void shouldTryWhatDescribesAWord() throws Exception {
    // when
    VocabularyCommand command =
        command("'action': 'PREVIEW', 'tries': 'UPDATE', 'category': {'name': 'a'}");

    // then
    assertThat(command.getCategories()).containsExactly(Category.newBuilder().setName("a").build());
  }

  @Test
  void shouldReadWhatMasksHold() throws Exception {
    assertThat(
            command(
                    "'action': 'BIND', 'cameraIds': ['a'], 'outputs': {'forms': ['PNG', 'POLYGONS'],"
                        + " 'tolerance': '2', 'regions': true}")
                .getOutputs())
        .contains(new MaskOutputs(List.of(MaskEncoding.PNG, MaskEncoding.POLYGONS), 2f, true));
    assertThat(command("'action': 'BIND', 'cameraIds': ['a'], 'outputs': {}").getOutputs())
        .contains(MaskOutputs.newBuilder().build());
    assertThat(command("'action': 'BIND', 'cameraIds': ['a']").getOutputs()).isEmpty();
    assertThat(command("'action': 'BIND', 'cameraIds': ['a'], 'steady': 'OFF'").getSteady())
        .contains(SteadyMasks.OFF);
  }

  @ParameterizedTest
  @CsvSource({"EVERY, 0, 0", "LATEST, 0, 0", "MAX_AGE, 9, 0", "SAMPLE, 0, 9"})
  void shouldReadABinding(DropRule rule, long age, int every) throws Exception {
    // when
    VocabularyCommand command =
        command(
            "'action': 'BIND', 'cameraIds': ['gate', '*'], 'profile': 'fast', 'dropNumber': 9,"
                + " 'drop': '%s'".formatted(rule));

    // then
    assertThat(command.getCameraIds()).containsExactly("gate", "*");
    assertThat(command.getProfile()).contains("fast");
    assertThat(command.getDropPolicy().orElseThrow().getRule()).isEqualTo(rule);
    assertThat(command.getDropPolicy().orElseThrow().getMaxAgeMillis().orElse(0L)).isEqualTo(age);
    assertThat(command.getDropPolicy().orElseThrow().getSampleEvery().orElse(0)).isEqualTo(every);
  }

  @Test
  void shouldReadWhatIsTriedReleasedAndDeleted() throws Exception {
    assertThat(
            command("'action': 'PREVIEW', 'names': 'a, b', 'cameraIds': ['gate']").getCameraIds())
        .containsExactly("gate");
    assertThat(command("'action': 'UNBIND', 'cameraIds': ['gate']").getCameraIds())
        .containsExactly("gate");
    assertThat(command("'action': 'DELETE'").getAction()).isEqualTo(CommandAction.DELETE);
    assertThat(
            command("'action': 'REMOVE_EXEMPLAR', 'name': 'cone', 'exemplarIds': ['e1']")
                .getExemplarIds())
        .containsExactly("e1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'action': 'UNKNOWN' | action: expected one of [DEFINE,",
        "'action': 'BIND' | cameraIds: expected a list of 1 to 10000 texts, got 0",
        "'action': 'BIND', 'cameraIds': ['a'], 'drop': 'OLD' | drop: expected EVERY, LATEST, MAX_AGE or SAMPLE, got 'OLD'",
        "'action': 'BIND', 'cameraIds': ['a'], 'drop': 'SAMPLE' | dropNumber: expected a whole number",
        "'action': 'BIND', 'cameraIds': ['a'], 'steady': 'very' | steady: expected one of [PROFILE, OFF, NORMAL, STRONG], got 'very'",
        "'action': 'BIND', 'cameraIds': ['a'], 'outputs': {'forms': ['JPEG']} | forms: expected some of [PNG, COCO_RLE, POLYGONS], got 'JPEG'",
        "'action': 'BIND', 'cameraIds': ['a'], 'outputs': {'tolerance': 'two'} | outputs, tolerance: expected a number, got 'two'",
        "'action': 'UPDATE', 'category': {'name': 'road', 'threshold': '0,3'} | category 'road', threshold: expected a number, got '0,3'",
        "'action': 'UPDATE', 'category': {'threshold': '0.3'} | name: expected a name, got none",
        "'action': 'UPDATE', 'background': {'threshold': 'low'} | background, threshold: expected a number, got 'low'",
        "'action': 'PREVIEW', 'names': 'a', 'tries': 'DELETE' | tries: expected one of [DEFINE, ADD, UPDATE], got 'DELETE'",
        "'action': 'DELETE', 'effectiveFrom': 'soon' | effectiveFrom: expected a time such as 2026-05-01T10:00:00Z, got 'soon'",
        "'action': 'DELETE', 'expectedVersion': 'two' | expectedVersion: expected a whole number",
        "'action': 'ADD_EXEMPLAR', 'name': 'a', 'picture': '??' | picture: expected a picture in base 64",
        "'action': 'ADD_EXEMPLAR', 'name': 'a', 'picture': 'AQI=', 'box': [1, 2, 3] | box: expected [left, top, width, height] in pixels, got [1,2,3]",
        "'action': 'ADD_EXEMPLAR', 'name': 'a', 'picture': 'AQI=', 'box': [1, 2, 3, 0.5] | box: expected [left, top, width, height] in pixels"
      })
  void shouldSayWhatIsMissing(String wish, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> command(wish))
        .withMessageContaining(problem);
  }

  private static VocabularyCommand command(String fields) throws JsonProcessingException {
    String wish = "{'vocabularyId': 'default', %s}".formatted(fields).replace('\'', '"');
    return VocabularyWish.command(new ObjectMapper().readTree(wish))
        .setCommandId("id")
        .setIssuer("test")
        .setIssuedAt(Instant.EPOCH)
        .build();
  }
}
