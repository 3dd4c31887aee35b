package io.lexiseg.indexbuilder.classifier;

import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.vision.encoder.PromptEnsemble;
import io.lexiseg.vision.pack.lite.ClassifierNouns.ClassNoun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what it is given, then one pair for each noun of a classifier that was not among it.
 *
 * <p><b>Threads:</b> one at a time. <b>Errors:</b> those of the writer and the text encoder it
 * writes with.
 */
public final class ClassifierWriter implements PrototypeIndexWriter {
  private final PrototypeIndexWriter writer;
  private final Classifier classifier;
  private final PromptEnsemble text;
  private final NounMeans means;

  ClassifierWriter(PrototypeIndexWriter writer, Classifier classifier, PromptEnsemble text) {
    this.writer = writer;
    this.classifier = classifier;
    this.text = text;
    this.means = new NounMeans(writer.description().prototypeDimension());
  }

  /**
   * The writer itself where there is no classifier, else one around it.
   *
   * @param writer closed with this one
   * @param text gives the nouns their keys
   */
  public static PrototypeIndexWriter around(
      PrototypeIndexWriter writer, Optional<Classifier> classifier, PromptEnsemble text) {
    return classifier
        .<PrototypeIndexWriter>map(known -> new ClassifierWriter(writer, known, text))
        .orElse(writer);
  }

  @Override
  public IndexDescription description() {
    return writer.description();
  }

  @Override
  public void add(String noun, float[] key, float[] prototype) {
    writer.add(noun, key, prototype);
    means.add(noun, prototype);
  }

  @Override
  public IndexManifest publish(Map<String, String> learnt) {
    Map<String, String> facts = new HashMap<>(learnt);
    facts.putAll(means.nouns().isEmpty() ? Map.of() : facts(addNouns()));
    return writer.publish(facts);
  }

  private int addNouns() {
    Set<String> known = means.nouns();
    List<ClassNoun> added =
        classifier.nouns().list().stream().filter(entry -> !known.contains(entry.noun())).toList();
    List<float[]> keys = text.embed(added.stream().map(ClassNoun::noun).toList());
    ClassifierPrototypes prototypes = new ClassifierPrototypes(classifier.kernel(), means);
    for (int i = 0; i < added.size(); i++) {
      ClassNoun entry = added.get(i);
      writer.add(entry.noun(), keys.get(i), prototypes.of(entry.classes()));
    }
    return added.size();
  }

  private static Map<String, String> facts(int added) {
    return Map.of(
        "classifierNouns",
        Integer.toString(added),
        "classifierPrototypes",
        "one a noun, of the classifier's weights alone (docs/lite-pack.md, Words of the classifier)");
  }

  @Override
  public void close() {
    writer.close();
  }
}
