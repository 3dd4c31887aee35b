package io.lexiseg.vision.steady;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Rectangles that cover the cells that moved, each with some of what is around it for the networks
 * to see. Cells that touch, corners included, are covered by one; two become one where that is no
 * more work.
 */
final class Patches {
  private static final int MARGIN = CellGrid.SIDE;

  private Patches() {}

  /** In order of their first cell. */
  static List<Patch> around(Changes changes) {
    CellGrid grid = changes.grid();
    boolean[] seen = new boolean[grid.cells()];
    List<Patch> patches = new ArrayList<>();
    for (int cell = 0; cell < seen.length; cell++) {
      if (changes.cell(cell) && !seen[cell]) {
        patches.add(widened(component(changes, cell, seen), grid));
      }
    }
    merge(patches);
    return patches;
  }

  private static Patch component(Changes changes, int start, boolean[] seen) {
    CellGrid grid = changes.grid();
    Deque<Integer> open = new ArrayDeque<>(List.of(start));
    seen[start] = true;
    Patch around = cell(grid, start);
    while (!open.isEmpty()) {
      int cell = open.pop();
      around = around.with(cell(grid, cell));
      int row = cell / grid.columns();
      int column = cell % grid.columns();
      for (int i = Math.max(0, row - 1); i < Math.min(grid.rows(), row + 2); i++) {
        for (int j = Math.max(0, column - 1); j < Math.min(grid.columns(), column + 2); j++) {
          int next = i * grid.columns() + j;
          if (changes.cell(next) && !seen[next]) {
            seen[next] = true;
            open.push(next);
          }
        }
      }
    }
    return around;
  }

  private static Patch cell(CellGrid grid, int cell) {
    return new Patch(
        cell / grid.columns() * CellGrid.SIDE,
        cell % grid.columns() * CellGrid.SIDE,
        CellGrid.SIDE,
        CellGrid.SIDE);
  }

  private static Patch widened(Patch patch, CellGrid grid) {
    int top = Math.max(0, patch.y() - MARGIN);
    int left = Math.max(0, patch.x() - MARGIN);
    int bottom = Math.min(grid.height(), patch.y() + patch.height() + MARGIN);
    int right = Math.min(grid.width(), patch.x() + patch.width() + MARGIN);
    return new Patch(top, left, bottom - top, right - left);
  }

  private static void merge(List<Patch> patches) {
    boolean merged = true;
    while (merged) {
      merged = mergeOne(patches);
    }
  }

  private static boolean mergeOne(List<Patch> patches) {
    for (int i = 0; i < patches.size(); i++) {
      for (int j = i + 1; j < patches.size(); j++) {
        Patch both = patches.get(i).with(patches.get(j));
        if (both.pixels() <= patches.get(i).pixels() + patches.get(j).pixels()) {
          patches.set(i, both);
          patches.remove(j);
          return true;
        }
      }
    }
    return false;
  }
}
