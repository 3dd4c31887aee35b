package io.lexiseg.cli.viewer.vocabulary;

import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.GenerationPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What describes a category, as the fields of a form hold it: words with commas, sentences a line
 * each, numbers as text; empty: nothing is said. Exemplars are no part of it.
 */
public record CategoryFields(
    String synonyms,
    String negatives,
    String threshold,
    String exemplarWeight,
    String templates,
    String captions,
    boolean generate,
    boolean borrow) {

  static CategoryFields of(Category category) {
    return new CategoryFields(
        words(category.getSynonyms()),
        words(category.getNegatives()),
        number(category.getThreshold()),
        number(category.getExemplarWeight()),
        String.join("\n", category.getTemplates()),
        String.join("\n", category.getCaptions()),
        category.getGenerate() == GenerationPolicy.WEAK,
        category.getBorrow());
  }

  static String words(List<String> words) {
    return words.stream().map(VocabularyText::quoted).collect(Collectors.joining(", "));
  }

  static String number(Optional<Float> number) {
    return number.map(String::valueOf).orElse("");
  }

  /**
   * Such fields with a {@code name}, as a category.
   *
   * @throws IllegalArgumentException if the name is missing, or a number is none
   */
  static Category category(WishFields fields) {
    Category.Builder category =
        Category.newBuilder()
            .setName(fields.text("name"))
            .setSynonyms(fields.words("synonyms"))
            .setNegatives(fields.words("negatives"))
            .setTemplates(fields.lines("templates"))
            .setCaptions(fields.lines("captions"))
            .setGenerate(fields.is("generate") ? GenerationPolicy.WEAK : GenerationPolicy.NEVER)
            .setBorrow(fields.is("borrow"));
    fields.decimal("threshold").ifPresent(category::setThreshold);
    fields.decimal("exemplarWeight").ifPresent(category::setExemplarWeight);
    return category.build();
  }
}
