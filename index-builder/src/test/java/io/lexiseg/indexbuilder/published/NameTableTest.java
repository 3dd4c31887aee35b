package io.lexiseg.indexbuilder.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTableTest {
  /** Around the places where UTF-16 sorts otherwise than code points do. */
  private static final int[] LETTERS = {'A', 'a', '_', '.', 0xe9, 0x4e2d, 0xe000, 0xff5e, 0x1f332};

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 1000, 5000})
  void shouldSortByCodePoint(int count) {
    // given
    Random random = new Random(count);
    List<String> names = new ArrayList<>();
    NameTable table = new NameTable();
    for (int i = 0; i < count; i++) {
      StringBuilder name = new StringBuilder();
      for (int letters = random.nextInt(6); letters > 0; letters--) {
        name.appendCodePoint(LETTERS[random.nextInt(LETTERS.length)]);
      }
      names.add(name.toString());
      table.add(name.toString());
    }

    // when
    int[] sorted = table.sorted();

    // then
    names.sort((a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray()));
    assertThat(Arrays.stream(sorted).mapToObj(table::name)).isEqualTo(names);
    for (int i = 1; i < count; i++) {
      boolean equal = names.get(i).equals(names.get(i - 1));
      assertThat(table.compare(sorted[i - 1], sorted[i]) == 0).isEqualTo(equal);
      assertThat(!equal || sorted[i - 1] < sorted[i]).as("equal names keep order").isTrue();
    }
  }
}
