package io.lexiseg.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExemplarIdTest {
  private static final String SHA256 = "a".repeat(64);

  @Test
  void shouldDifferWithEveryPart() {
    // given
    List<Exemplar> exemplars =
        List.of(
            new Exemplar(bytes(1, 2), new PictureBox(0, 1, 2, 3)),
            new Exemplar(bytes(1, 3), new PictureBox(0, 1, 2, 3)),
            new Exemplar(bytes(1, 2), new PictureBox(1, 0, 2, 3)),
            new Exemplar(bytes(1, 2), new PictureBox(0, 1, 3, 2)),
            new Exemplar(bytes(1, 2), bytes(3)),
            new Exemplar(bytes(1), bytes(2, 3)),
            new Exemplar(new FrameReference("file:///a", SHA256, 1L), bytes(3)),
            new Exemplar(new FrameReference("file:///b", SHA256, 1L), bytes(3)),
            new Exemplar(new FrameReference("file:///a", SHA256, 2L), bytes(3)));

    // when
    List<String> ids = exemplars.stream().map(ExemplarId::of).toList();

    // then
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{64}"));
  }

  @Test
  void shouldLeaveTheBytesToBeReadAgain() {
    // given
    Exemplar exemplar = new Exemplar(bytes(1, 2), bytes(3));

    // when
    String first = ExemplarId.of(exemplar);
    String second = ExemplarId.of(exemplar);

    // then
    assertThat(first).isEqualTo(second);
    assertThat(((ByteBuffer) exemplar.getPicture()).remaining()).isEqualTo(2);
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length);
    for (int value : values) {
      bytes.put((byte) value);
    }
    return bytes.flip();
  }
}
