package io.lexiseg.indexbuilder.inspection;

import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.DroppedNoun;
import io.lexiseg.indexbuilder.generation.GeneratedPrototype;
import io.lexiseg.indexbuilder.job.BatchStore;
import io.lexiseg.indexbuilder.job.Selection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The part of an index that a page shows: nouns, and of each some prototypes. */
public final class IndexView {
  private static final int NEIGHBOURS = 6;
  private static final int FAILED = 200;

  private final BatchStore batches;
  private final Selection selection;
  private final Choice choice;
  private final Map<String, NounView> nouns = new TreeMap<>();
  private final List<Failed> failed = new ArrayList<>();

  private IndexView(BatchStore batches, Selection selection, Choice choice) {
    this.batches = batches;
    this.selection = selection;
    this.choice = choice;
  }

  /** What is shown of a noun. */
  static final class NounView {
    private final List<Integer> numbers = new ArrayList<>();
    private final List<InspectedPrototype> shown = new ArrayList<>();
    private int left;

    /** Prototypes that were made. */
    int made() {
      return numbers.size();
    }

    /** Prototypes that were made and are not in the index. */
    int left() {
      return left;
    }

    /** Some of both, in order. */
    List<InspectedPrototype> shown() {
      return List.copyOf(shown);
    }
  }

  /**
   * A noun, or a caption, of which no prototype was made.
   *
   * @param drop says why
   */
  record Failed(CaptionTask task, DroppedNoun drop) {}

  /**
   * Which prototypes to show.
   *
   * @param noun only those of this noun or lemma, whatever the case; empty: of all
   * @param most in all, shared out among the nouns, at least 1
   */
  public record Choice(Optional<String> noun, int most) {
    public Choice {
      if (most < 1) {
        throw new IllegalArgumentException(
            "index inspect: expected at least 1 prototype, got " + most);
      }
    }

    boolean includes(String name) {
      return noun.isEmpty() || noun.get().equalsIgnoreCase(name);
    }

    boolean includes(GeneratedPrototype prototype) {
      return includes(prototype.noun()) || includes(prototype.provenance().lemma());
    }
  }

  /** Sees each prototype with its number. */
  @FunctionalInterface
  private interface Use {
    void see(int number, CaptionTask task, GeneratedPrototype prototype);
  }

  /**
   * Chooses, evenly within each noun, and looks for neighbours among everything that was made.
   *
   * @param selection what the index's filters say
   * @throws IllegalArgumentException if the noun is not in the index and nothing was dropped of it
   */
  public static IndexView of(BatchStore batches, Selection selection, Choice choice) {
    IndexView view = new IndexView(batches, selection, choice);
    view.count();
    view.show();
    return view;
  }

  private void count() {
    batches.forEach(outcome -> outcome.dropped().forEach(drop -> addFailed(outcome, drop)));
    List<String> known = new ArrayList<>();
    forEach(
        (number, task, prototype) -> {
          String lemma = prototype.provenance().lemma();
          if (choice.includes(prototype)) {
            NounView noun = nouns.computeIfAbsent(lemma, name -> new NounView());
            noun.numbers.add(number);
            noun.left += selection.drop(number, prototype).isPresent() ? 1 : 0;
          } else if (known.size() < 20 && !known.contains(lemma)) {
            known.add(lemma);
          }
        });
    if (nouns.isEmpty() && failed.isEmpty()) {
      throw new IllegalArgumentException(
          "index inspect: expected a noun such as %s, got '%s'"
              .formatted(known, choice.noun().orElse("")));
    }
  }

  private void addFailed(CaptionOutcome outcome, DroppedNoun drop) {
    if (failed.size() < FAILED && choice.includes(drop.noun())) {
      failed.add(new Failed(outcome.task(), drop));
    }
  }

  private void show() {
    BitSet chosen = new BitSet();
    int share = Math.max(1, choice.most() / Math.max(1, nouns.size()));
    for (NounView noun : nouns.values()) {
      int count = Math.min(Math.min(share, noun.made()), choice.most() - chosen.cardinality());
      for (int i = 0; i < count; i++) {
        chosen.set(noun.numbers.get(Math.toIntExact((long) i * noun.made() / count)));
      }
    }
    Map<Integer, NearestNeighbours> nearest = new TreeMap<>();
    forEach(
        (number, task, prototype) -> {
          if (chosen.get(number)) {
            nearest.put(number, new NearestNeighbours(number, prototype.values(), NEIGHBOURS));
          }
        });
    forEach(
        (number, task, prototype) -> {
          double norm = NearestNeighbours.norm(prototype.values());
          nearest
              .values()
              .forEach(one -> one.offer(number, prototype.noun(), prototype.values(), norm));
        });
    forEach(
        (number, task, prototype) -> {
          NearestNeighbours found = nearest.get(number);
          NounView noun = nouns.get(prototype.provenance().lemma());
          if (found != null && noun != null) {
            Optional<DroppedNoun> drop = selection.drop(number, prototype);
            noun.shown.add(new InspectedPrototype(number, task, prototype, drop, found.nearest()));
          }
        });
  }

  private void forEach(Use use) {
    int[] number = {0};
    batches.forEach(
        outcome -> {
          for (GeneratedPrototype prototype : outcome.prototypes()) {
            use.see(number[0]++, outcome.task(), prototype);
          }
        });
  }

  /** Nouns by lemma, in alphabetical order. */
  Map<String, NounView> nouns() {
    return nouns;
  }

  /** Nouns and captions that gave no prototype, the first {@value #FAILED}. */
  List<Failed> failed() {
    return failed;
  }
}
