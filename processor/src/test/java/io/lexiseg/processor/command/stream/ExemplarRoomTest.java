package io.lexiseg.processor.command.stream;

import static io.lexiseg.recognition.category.TestRecords.command;
import static io.lexiseg.recognition.category.TestRecords.define;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.processor.command.VocabularyLimits;
import io.lexiseg.recognition.exemplar.ExemplarRoom;
import io.lexiseg.recognition.exemplar.ExemplarTable;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.ExemplarId;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExemplarRoomTest {
  private static final byte[] PICTURE = MaskPng.encode(Mask.of(2, 3, new short[6]));
  private static final int BYTES = PICTURE.length;

  private final ExemplarTable table = new ExemplarTable();
  private final CommandFixture commands =
      new CommandFixture(new VocabularyLimits(1000, 1000, new ExemplarRoom(2L * BYTES, table)));

  @BeforeEach
  void fill() {
    commands.send(define("a", "street", "road"));
    commands.send(define("b", "yard", "road"));
  }

  @AfterEach
  void close() {
    commands.close();
  }

  @Test
  void shouldRefuseTheExemplarThatIsTooManyWhetherTheTopicBroughtTheOthersOrNot() {
    // given
    assertThat(show("street", 0).getState()).isEqualTo(VocabularyState.PENDING);
    table.changed(ExemplarId.of(exemplar(0)), exemplar(0));
    assertThat(show("yard", 1).getState()).isEqualTo(VocabularyState.PENDING);
    // when
    VocabularyStatus answer = show("yard", 2);
    // then
    assertThat(answer.getState()).isEqualTo(VocabularyState.FAILED);
    assertThat(answer.getVersion()).isEqualTo(2);
    assertThat(answer.getError().orElseThrow())
        .startsWith(
            "exemplar: expected at most %d bytes of exemplars in all vocabularies (limit.exemplar.bytes), there are %d and this one has %d;"
                .formatted(2 * BYTES, 2 * BYTES, BYTES));
  }

  @Test
  void shouldCountWhatVocabulariesShareOnce() {
    // given
    show("street", 0);
    show("yard", 1);
    // when
    VocabularyStatus answer = show("yard", 0);
    // then
    assertThat(answer.getState()).isEqualTo(VocabularyState.PENDING);
  }

  @Test
  void shouldTakeAnotherWhenOneIsGone() {
    // given
    show("street", 0);
    show("yard", 1);
    table.changed(ExemplarId.of(exemplar(0)), exemplar(0));
    table.changed(ExemplarId.of(exemplar(0)), null);
    // when
    VocabularyStatus answer = show("yard", 2);
    // then
    assertThat(answer.getState()).isEqualTo(VocabularyState.PENDING);
  }

  private static Exemplar exemplar(int x) {
    return new Exemplar(ByteBuffer.wrap(PICTURE), new PictureBox(0, x, 1, 1));
  }

  private VocabularyStatus show(String vocabularyId, int x) {
    var told =
        commands.send(
            command(vocabularyId + x, vocabularyId, CommandAction.ADD_EXEMPLAR)
                .setNames(List.of("road"))
                .setExemplar(exemplar(x))
                .build());
    return (VocabularyStatus) told.get(told.size() - 1).value().orElseThrow();
  }
}
