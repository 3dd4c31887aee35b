package io.lexiseg.cli.vocabulary;

import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.PastVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * How two lists of categories differ. A category counts as renamed when one left and one came in
 * its place that says the same but for the name. It counts as moved when it left the order of the
 * others, not when it merely went up because one in front of it left.
 *
 * @param added names that came, in order
 * @param removed names that left, in order
 * @param renamed new names by old ones
 * @param moved names that left the order of the others
 * @param changed what says something else now, by name
 */
public record VocabularyDifference(
    List<String> added,
    List<String> removed,
    Map<String, String> renamed,
    List<String> moved,
    Map<String, List<Change>> changed) {

  private static final String NAME = "name";

  /** Long, and of no use to people beyond their beginning. */
  private static final Pattern EXEMPLAR_ID =
      Pattern.compile("\\b(\\p{XDigit}{8})\\p{XDigit}{56}\\b");

  private static final Pattern INNER_WORD = Pattern.compile("(?=\\p{Lu})");

  /** A field of a category with both its values, as text. */
  public record Change(String field, String before, String after) {
    /** The field as people say it: {@code exemplar weight}. */
    public String words() {
      return INNER_WORD.matcher(field).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    private String line() {
      String values = "%s, was %s".formatted(after, before);
      return words() + " " + EXEMPLAR_ID.matcher(values).replaceAll("$1");
    }
  }

  /** Compares versions, with what gets no category in them. */
  public static VocabularyDifference of(PastVersion before, PastVersion after) {
    return of(VocabularyContent.of(before), VocabularyContent.of(after));
  }

  /** Compares what versions say about pixels. */
  static VocabularyDifference of(VocabularyContent before, VocabularyContent after) {
    VocabularyDifference difference = of(before.categories(), after.categories());
    Map<String, List<Change>> changed = new LinkedHashMap<>(difference.changed());
    List<Change> background = changes(before.background(), after.background());
    if (!background.isEmpty()) {
      changed.put("(no category)", background);
    }
    return new VocabularyDifference(
        difference.added(),
        difference.removed(),
        difference.renamed(),
        difference.moved(),
        changed);
  }

  /** Compares categories in order. */
  public static VocabularyDifference of(List<Category> before, List<Category> after) {
    Map<String, Category> old = byName(before);
    Map<String, Category> now = byName(after);
    Map<String, String> renamed = renamed(before, after, old.keySet(), now.keySet());
    List<String> added = new ArrayList<>(now.keySet());
    added.removeAll(old.keySet());
    added.removeAll(renamed.values());
    List<String> removed = new ArrayList<>(old.keySet());
    removed.removeAll(now.keySet());
    removed.removeAll(renamed.keySet());
    return new VocabularyDifference(
        added, removed, renamed, moved(old.keySet(), now.keySet(), renamed), changed(old, now));
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return added.isEmpty()
        && removed.isEmpty()
        && renamed.isEmpty()
        && moved.isEmpty()
        && changed.isEmpty();
  }

  private static Map<String, Category> byName(List<Category> categories) {
    Map<String, Category> byName = new LinkedHashMap<>();
    categories.forEach(category -> byName.put(category.getName(), category));
    return byName;
  }

  private static Map<String, String> renamed(
      List<Category> before, List<Category> after, Set<String> old, Set<String> now) {
    Map<String, String> renamed = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
      Category left = before.get(i);
      Category came = after.get(i);
      if (!now.contains(left.getName())
          && !old.contains(came.getName())
          && changes(left, came).isEmpty()) {
        renamed.put(left.getName(), came.getName());
      }
    }
    return renamed;
  }

  private static Map<String, List<Change>> changed(
      Map<String, Category> old, Map<String, Category> now) {
    Map<String, List<Change>> changed = new LinkedHashMap<>();
    now.forEach(
        (name, category) -> {
          Category earlier = old.get(name);
          if (earlier != null && !changes(earlier, category).isEmpty()) {
            changed.put(name, changes(earlier, category));
          }
        });
    return changed;
  }

  /** Whatever fields they have: those that differ, but for the name. */
  private static List<Change> changes(SpecificRecord before, SpecificRecord after) {
    List<Change> changes = new ArrayList<>();
    for (Schema.Field field : before.getSchema().getFields()) {
      Object left = before.get(field.pos());
      Object right = after.get(field.pos());
      if (!field.name().equals(NAME) && !Objects.equals(left, right)) {
        changes.add(new Change(field.name(), text(left), text(right)));
      }
    }
    return changes;
  }

  private static String text(@org.jspecify.annotations.Nullable Object value) {
    return value == null || List.of().equals(value) ? "none" : value.toString();
  }

  /** Those that stayed but are not part of the longest sequence that kept its order. */
  private static List<String> moved(Set<String> old, Set<String> now, Map<String, String> renamed) {
    Map<String, Integer> places = new HashMap<>();
    for (String name : old) {
      places.put(renamed.getOrDefault(name, name), places.size());
    }
    List<String> stayed = now.stream().filter(places::containsKey).toList();
    int[] place = stayed.stream().mapToInt(name -> places.getOrDefault(name, 0)).toArray();
    int[] length = new int[stayed.size()];
    int[] previous = new int[stayed.size()];
    int best = -1;
    for (int i = 0; i < stayed.size(); i++) {
      length[i] = 1;
      previous[i] = -1;
      for (int j = 0; j < i; j++) {
        if (place[j] < place[i] && length[j] >= length[i]) {
          length[i] = length[j] + 1;
          previous[i] = j;
        }
      }
      best = best < 0 || length[i] > length[best] ? i : best;
    }
    Set<String> inOrder = new TreeSet<>();
    for (int i = best; i >= 0; i = previous[i]) {
      inOrder.add(stayed.get(i));
    }
    return stayed.stream().filter(name -> !inOrder.contains(name)).toList();
  }

  /** One line for each difference, for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    added.forEach(name -> lines.add("+ " + name));
    removed.forEach(name -> lines.add("- " + name));
    renamed.forEach((from, to) -> lines.add("~ " + from + " is now " + to));
    moved.forEach(name -> lines.add("~ " + name + " moved"));
    changed.forEach(
        (name, changes) ->
            changes.forEach(change -> lines.add("~ %s: %s".formatted(name, change.line()))));
    return lines;
  }
}
