package io.lexiseg.lab.fairness;

import io.lexiseg.lab.system.FrameGroup;
import java.util.Collection;
import java.util.List;

/** Where the camera that floods is, seen from its neighbours. */
enum Placement {
  /** All cameras are in one partition. */
  SAME_PARTITION("same partition"),
  /** Each camera has a partition of its own, and one stream thread has all three. */
  SAME_THREAD("same thread"),
  /** Two stream threads: one has the partition of the flood, another those of the neighbours. */
  OTHER_THREAD("other thread");

  private final String text;

  /**
   * Cameras by name.
   *
   * @param flood the one that sends too much
   * @param neighbours the two others
   */
  record Cameras(String flood, List<String> neighbours) {}

  Placement(String text) {
    this.text = text;
  }

  /**
   * Chooses cameras that are placed so.
   *
   * @throws IllegalArgumentException if the threads have too few partitions
   */
  Cameras cameras(FrameGroup group) {
    int partitions = group.partitions();
    List<Integer> places = places(group);
    String name = text.replace(' ', '-');
    List<String> neighbours =
        List.of(
            FrameGroup.cameraIn(places.get(1), partitions, name + "-neighbour-a"),
            FrameGroup.cameraIn(places.get(2), partitions, name + "-neighbour-b"));
    return new Cameras(FrameGroup.cameraIn(places.get(0), partitions, name + "-flood"), neighbours);
  }

  /** Partition of the flood, then those of the neighbours. */
  private List<Integer> places(FrameGroup group) {
    List<List<Integer>> threads = group.threads().values().stream().map(List::copyOf).toList();
    if (threads.size() < 2 || smallest(threads) < values().length) {
      throw new IllegalArgumentException(
          "placement: expected two threads with three partitions each, got " + threads);
    }
    List<Integer> first = threads.get(0);
    List<Integer> second = threads.get(1);
    return switch (this) {
      case SAME_PARTITION -> List.of(first.get(0), first.get(0), first.get(0));
      case SAME_THREAD -> first;
      case OTHER_THREAD -> List.of(first.get(0), second.get(0), second.get(1));
    };
  }

  private static int smallest(Collection<List<Integer>> threads) {
    return threads.stream().mapToInt(List::size).min().orElse(0);
  }

  @Override
  public String toString() {
    return text;
  }
}
