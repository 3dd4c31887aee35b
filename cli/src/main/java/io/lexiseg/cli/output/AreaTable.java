package io.lexiseg.cli.output;

import io.lexiseg.schemas.PreviewArea;
import io.lexiseg.schemas.VocabularyPreview;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What previews change, category by category, as the mean over their pictures. */
public final class AreaTable {
  private static final String NOTHING = "(no category)";
  private static final int PERCENT = 100;

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Row nothing = new Row();
  private int pictures;

  private static final class Row {
    private double before;
    private double after;
    private boolean live;
    private boolean proposed;
  }

  /** Adds a picture. */
  public void add(VocabularyPreview preview) {
    pictures++;
    for (PreviewArea area : preview.getAreas()) {
      Row row = row(area.getCategory());
      row.before += area.getLiveFraction();
      row.after += area.getProposedFraction();
      row.live |= area.getLivePixels().isPresent();
      row.proposed |= area.getProposedPixels().isPresent();
    }
    nothing.before += preview.getLiveUnlabelled();
    nothing.after += preview.getProposedUnlabelled();
    nothing.live |= preview.getLiveOverlay().isPresent();
    nothing.proposed = true;
  }

  private Row row(String category) {
    return rows.computeIfAbsent(category, name -> new Row());
  }

  /** The table for people, line by line; without pictures there is none. */
  public List<String> lines() {
    if (pictures == 0) {
      return List.of();
    }
    int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    String format = "%-" + Math.max(width, NOTHING.length()) + "s %8s %8s %8s";
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, format, "category", "before", "after", "change"));
    rows.forEach((name, row) -> lines.add(line(format, name, row)));
    lines.add(line(format, NOTHING, nothing));
    return lines;
  }

  private String line(String format, String name, Row row) {
    double before = PERCENT * row.before / pictures;
    double after = PERCENT * row.after / pictures;
    return String.format(
        Locale.ROOT,
        format,
        name,
        row.live ? percent("%.1f %%", before) : "-",
        row.proposed ? percent("%.1f %%", after) : "-",
        percent("%+.1f", after - before));
  }

  private static String percent(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
