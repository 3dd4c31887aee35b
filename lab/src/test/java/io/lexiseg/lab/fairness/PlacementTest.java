package io.lexiseg.lab.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.lab.fairness.Placement.Cameras;
import io.lexiseg.lab.system.FrameGroup;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final int PARTITIONS = 6;

  private final FrameGroup group =
      new FrameGroup(new TreeMap<>(Map.of("one", set(0, 2, 4), "two", set(1, 3, 5))));

  @Test
  void shouldPutAllCamerasIntoOnePartition() {
    assertThat(partitions(Placement.SAME_PARTITION)).containsExactly(0, 0, 0);
  }

  @Test
  void shouldPutAllCamerasOnOneThread() {
    assertThat(partitions(Placement.SAME_THREAD)).containsExactly(0, 2, 4);
  }

  @Test
  void shouldPutTheFloodOnAThreadOfItsOwn() {
    assertThat(partitions(Placement.OTHER_THREAD)).containsExactly(0, 1, 3);
  }

  @Test
  void shouldRefuseThreadsWithTooFewPartitions() {
    // given
    FrameGroup small = new FrameGroup(new TreeMap<>(Map.of("one", set(0, 1), "two", set(2, 3))));
    // then
    assertThatThrownBy(() -> Placement.SAME_THREAD.cameras(small))
        .hasMessageContaining("three partitions each");
  }

  private List<Integer> partitions(Placement placement) {
    Cameras cameras = placement.cameras(group);
    return Stream.concat(Stream.of(cameras.flood()), cameras.neighbours().stream())
        .map(camera -> FrameGroup.partitionOf(camera, PARTITIONS))
        .toList();
  }

  private static NavigableSet<Integer> set(Integer... partitions) {
    return new TreeSet<>(List.of(partitions));
  }
}
