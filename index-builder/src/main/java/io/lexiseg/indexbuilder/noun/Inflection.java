package io.lexiseg.indexbuilder.noun;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Base forms of one part of speech, by the rules of WordNet's {@code morphy}: irregular forms
 * first, then the form itself, then endings replaced.
 *
 * <p><b>Threads:</b> any. <b>Ownership:</b> sets and maps are kept; nobody writes to them.
 *
 * @param lemmas base forms in lower case
 * @param irregular base form by form, such as {@code mice} to {@code mouse}
 * @param endings what is cut off and what is put on, in the order tried
 */
record Inflection(Set<String> lemmas, Map<String, String> irregular, List<Ending> endings) {
  /**
   * An ending of a form.
   *
   * @param cut such as {@code ies}
   * @param put such as {@code y}
   */
  record Ending(String cut, String put) {}

  static final List<Ending> OF_NOUNS =
      List.of(
          new Ending("s", ""),
          new Ending("ses", "s"),
          new Ending("xes", "x"),
          new Ending("zes", "z"),
          new Ending("ches", "ch"),
          new Ending("shes", "sh"),
          new Ending("men", "man"),
          new Ending("ies", "y"));

  static final List<Ending> OF_VERBS =
      List.of(
          new Ending("s", ""),
          new Ending("ies", "y"),
          new Ending("es", "e"),
          new Ending("es", ""),
          new Ending("ed", "e"),
          new Ending("ed", ""),
          new Ending("ing", "e"),
          new Ending("ing", ""));

  /** The base form of a form in lower case; empty if it is none of this part of speech. */
  Optional<String> base(String form) {
    String known = irregular.get(form);
    if (known != null && lemmas.contains(known)) {
      return Optional.of(known);
    }
    if (lemmas.contains(form)) {
      return Optional.of(form);
    }
    return endings.stream()
        .filter(e -> form.endsWith(e.cut()) && form.length() > e.cut().length() + 1)
        .map(e -> form.substring(0, form.length() - e.cut().length()) + e.put())
        .filter(lemmas::contains)
        .findFirst();
  }
}
