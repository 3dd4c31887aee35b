package io.lexiseg.indexbuilder.published;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names by the million, kept as bytes: a name costs its length and four bytes.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class NameTable {
  private byte[] letters = new byte[1 << 12];
  private int[] ends = new int[1 << 8];
  private int size;

  /** Adds a name; it gets the next number, counted from 0. */
  void add(String name) {
    byte[] added = name.getBytes(StandardCharsets.UTF_8);
    int start = start(size);
    int end = Math.addExact(start, added.length);
    if (end > letters.length) {
      letters = Arrays.copyOf(letters, grown(end));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, grown(size + 1));
    }
    System.arraycopy(added, 0, letters, start, added.length);
    ends[size++] = end;
  }

  private static int grown(int least) {
    return (int) Math.min(Integer.MAX_VALUE - 8L, least + (least >> 1) + 16L);
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  int size() {
    return size;
  }

  /** The name of a number. */
  String name(int number) {
    int start = start(number);
    return new String(letters, start, ends[number] - start, StandardCharsets.UTF_8);
  }

  /**
   * Numbers in order of their names by code point, as Python sorts strings; equal names keep their
   * order. UTF-8 sorts by byte as its code points do.
   */
  int[] sorted() {
    int[] from = new int[size];
    Arrays.setAll(from, i -> i);
    int[] to = new int[size];
    for (long width = 1; width < size; width *= 2) {
      for (long start = 0; start < size; start += 2 * width) {
        int middle = (int) Math.min(start + width, size);
        merge(from, to, (int) start, middle, (int) Math.min(start + 2 * width, size));
      }
      int[] merged = to;
      to = from;
      from = merged;
    }
    return from;
  }

  private void merge(int[] from, int[] to, int start, int middle, int end) {
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      boolean takeLeft = right == end || (left < middle && compare(from[left], from[right]) <= 0);
      to[i] = takeLeft ? from[left++] : from[right++];
    }
  }

  /** Order of two numbers' names, 0 for equal ones. */
  int compare(int a, int b) {
    return Arrays.compareUnsigned(letters, start(a), ends[a], letters, start(b), ends[b]);
  }
}
