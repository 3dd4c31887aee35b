package io.lexiseg.prototypes.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.prototypes.Neighbour;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestHeapTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 50, 999, 1000, 1500})
  void shouldKeepWhatSortingKeepsWhateverTheOrder(int k) {
    // given
    Random random = new Random(k);
    List<Neighbour> offers = new ArrayList<>();
    for (int id = 0; id < 1000; id++) {
      offers.add(new Neighbour(id, random.nextInt(40) / 40f));
    }
    List<Neighbour> expected = new ArrayList<>(offers);
    expected.sort(
        Comparator.comparingDouble((Neighbour n) -> -n.similarity())
            .thenComparingLong(Neighbour::id));
    Collections.shuffle(offers, random);
    NearestHeap heap = new NearestHeap(k);

    // when
    for (Neighbour offer : offers) {
      heap.offer(offer.id(), offer.similarity());
    }

    // then
    assertThat(heap.sorted()).isEqualTo(expected.subList(0, Math.min(k, 1000)));
  }
}
