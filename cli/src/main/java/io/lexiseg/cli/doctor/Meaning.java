package io.lexiseg.cli.doctor;

import io.lexiseg.vision.agreement.Photographs;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.PromptEnsemble;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pack's global and text encoders make of photographs that ship: the word whose embedding is
 * nearest to a photograph's. Networks that learnt nothing give one word to all. The local backbone
 * is not asked: it knows no words.
 *
 * @param known photographs whose own word came first
 * @param mistaken the others: word, and the word that came first
 */
public record Meaning(List<String> known, List<String> mistaken) {
  static final List<String> WORDS = Photographs.WORDS;

  /** By chance one is right. */
  private static final int LEAST = 4;

  /**
   * Asks the networks.
   *
   * @param templates prompts of the pack
   */
  public static Meaning of(Encoders encoders, List<String> templates) {
    List<float[]> words = new PromptEnsemble(encoders.text(), templates).embed(WORDS);
    List<float[]> photographs = encoders.image().embedAll(Photographs.all());
    List<String> known = new ArrayList<>();
    List<String> mistaken = new ArrayList<>();
    for (int i = 0; i < WORDS.size(); i++) {
      String shown = WORDS.get(i);
      String first = WORDS.get(nearest(photographs.get(i), words));
      if (first.equals(shown)) {
        known.add(shown);
      } else {
        mistaken.add("%s (%s)".formatted(shown, first));
      }
    }
    return new Meaning(List.copyOf(known), List.copyOf(mistaken));
  }

  /** Whether the networks know more than chance explains. */
  public boolean isThere() {
    return known.size() >= LEAST;
  }

  /** For people. */
  public String text() {
    return "right word first for %d of %d photographs%s"
        .formatted(
            known.size(),
            WORDS.size(),
            mistaken.isEmpty() ? "" : ", not for " + String.join(", ", mistaken));
  }

  private static int nearest(float[] photograph, List<float[]> words) {
    int best = 0;
    for (int word = 1; word < words.size(); word++) {
      if (cosine(photograph, words.get(word)) > cosine(photograph, words.get(best))) {
        best = word;
      }
    }
    return best;
  }

  /** Of vectors of unit length. */
  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int d = 0; d < one.length; d++) {
      sum += (double) one[d] * other[d];
    }
    return sum;
  }
}
