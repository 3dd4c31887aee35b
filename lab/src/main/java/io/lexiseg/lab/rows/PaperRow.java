package io.lexiseg.lab.rows;

/**
 * A row of the paper's tables.
 *
 * @param table of the paper, or "further switches"
 * @param variant what the row is about
 * @param configuration pack and settings that reproduce it, over the preset of the data set
 * @param test {@code Class#method} that holds the configuration's steps against an independent
 *     computation; empty: nothing of this project
 * @param published figures, empty where there are none
 * @param measured name of the measured configuration; empty: none
 * @param reason why nothing was measured; empty where something was
 */
record PaperRow(
    String table,
    String variant,
    String configuration,
    String test,
    String published,
    String measured,
    String reason) {
  PaperRow {
    if (measured.isEmpty() == reason.isEmpty()) {
      throw new IllegalArgumentException(
          "row %s, %s: expected either a measured configuration or a reason"
              .formatted(table, variant));
    }
  }
}
