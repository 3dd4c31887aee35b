package io.lexiseg.vision.painting;

import java.util.Arrays;

/** Numbers pairs of integers, not negative, from 0 in the order they are first asked for. */
final class PairTable {
  private static final int CAPACITY = 1 << 10;
  private static final long EMPTY = -1;

  private long[] keys = empty(CAPACITY);
  private int[] numbers = new int[CAPACITY];
  private int size;

  private static long[] empty(int capacity) {
    long[] keys = new long[capacity];
    Arrays.fill(keys, EMPTY);
    return keys;
  }

  /** Pairs numbered so far, which is also the next number. */
  int size() {
    return size;
  }

  /** Number of a pair, a new one if it has none yet. */
  int number(int first, int second) {
    long key = (long) first << 32 | second;
    int slot = slot(key);
    if (keys[slot] == EMPTY) {
      if (2 * size >= keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
      numbers[slot] = size++;
    }
    return numbers[slot];
  }

  /** Where a key stands, or the empty slot where it would. */
  private int slot(long key) {
    int mask = keys.length - 1;
    long mixed = key * 0x9E3779B97F4A7C15L; // odd, from the golden ratio: neighbours spread out
    int slot = (int) (mixed >>> 32) & mask;
    while (keys[slot] != EMPTY && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = empty(Math.multiplyExact(oldKeys.length, 2));
    numbers = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != EMPTY) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }
}
