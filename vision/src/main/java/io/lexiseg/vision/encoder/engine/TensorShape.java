package io.lexiseg.vision.encoder.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lengths of a tensor's axes, outermost first; {@link #ANY} stands for a length that a network
 * leaves open.
 *
 * @param axes lengths, at least 1, or {@link #ANY}
 */
public record TensorShape(List<Long> axes) {
  /** An open length. */
  public static final long ANY = -1;

  /** Checks the lengths. */
  public TensorShape {
    axes = List.copyOf(axes);
    if (axes.stream().anyMatch(axis -> axis < 1 && axis != ANY)) {
      throw new IllegalArgumentException("tensor shape: expected axes >= 1 or open, got " + axes);
    }
  }

  /** A shape of these axes. */
  public static TensorShape of(long... axes) {
    return new TensorShape(Arrays.stream(axes).boxed().toList());
  }

  /** Number of axes. */
  public int rank() {
    return axes.size();
  }

  /** Length of one axis, or {@link #ANY}. */
  public long axis(int index) {
    return axes.get(index);
  }

  /**
   * Number of elements.
   *
   * @throws IllegalStateException if an axis is open
   */
  public long elements() {
    long elements = 1;
    for (long axis : axes) {
      if (axis == ANY) {
        throw new IllegalStateException("tensor shape " + this + " has an open axis");
      }
      elements = Math.multiplyExact(elements, axis);
    }
    return elements;
  }

  /** Whether a tensor could have both shapes: same rank, and equal lengths where both are set. */
  public boolean fits(TensorShape other) {
    if (rank() != other.rank()) {
      return false;
    }
    for (int i = 0; i < rank(); i++) {
      if (axis(i) != ANY && other.axis(i) != ANY && axis(i) != other.axis(i)) {
        return false;
      }
    }
    return true;
  }

  /** The axes in brackets, {@code ?} for an open one. */
  @Override
  public String toString() {
    return axes.stream()
        .map(axis -> axis == ANY ? "?" : axis.toString())
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
