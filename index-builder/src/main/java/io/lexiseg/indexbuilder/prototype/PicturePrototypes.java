package io.lexiseg.indexbuilder.prototype;

import io.lexiseg.indexbuilder.attribution.AttributionMap;
import io.lexiseg.indexbuilder.attribution.AttributionMask;
import io.lexiseg.indexbuilder.generation.CaptionOutcome;
import io.lexiseg.indexbuilder.generation.CaptionProblem;
import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.indexbuilder.generation.DropReason;
import io.lexiseg.indexbuilder.generation.DroppedNoun;
import io.lexiseg.indexbuilder.generation.GeneratedPicture;
import io.lexiseg.indexbuilder.generation.GeneratedPrototype;
import io.lexiseg.indexbuilder.generation.PictureGenerator;
import io.lexiseg.indexbuilder.generation.PictureRequest;
import io.lexiseg.indexbuilder.generation.PrototypeMaker;
import io.lexiseg.indexbuilder.generation.PrototypeProvenance;
import io.lexiseg.indexbuilder.noun.Noun;
import io.lexiseg.indexbuilder.noun.NounReport;
import io.lexiseg.indexbuilder.prototype.PictureListener.LocatedWord;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.prototype.PicturePooler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes prototypes of captions by drawing them: caption, nouns, picture with attribution (Eq. 1),
 * attribution mask, dense features of the picture pooled under it (Eq. 2), key (Eq. 3).
 *
 * <p>Nothing is filtered but a mask that no token lies under, of which there is no prototype.
 *
 * <p><b>Source:</b> sections 3.1 and 3.2 of the paper; docs/captions.md.
 */
public final class PicturePrototypes implements PrototypeMaker {
  private final PictureGenerator generator;
  private final Function<String, NounReport> nouns;
  private final Encoders encoders;
  private final ModelPack pack;
  private final String packSha256;
  private final PictureSettings settings;
  private final PicturePooler pooler;
  private final PrototypeKeys keys;
  private final PictureListener listener;

  /**
   * Makes prototypes.
   *
   * @param generator closed together with this
   * @param nouns of a caption
   * @param encoders closed together with this
   * @param pack the encoders'; gives templates and the way of pooling
   * @param listener sees every picture
   */
  public PicturePrototypes(
      PictureGenerator generator,
      Function<String, NounReport> nouns,
      Encoders encoders,
      ModelPack pack,
      PictureSettings settings,
      PictureListener listener) {
    this.generator = generator;
    this.nouns = nouns;
    this.encoders = encoders;
    this.pack = pack;
    this.packSha256 = Checksums.sha256(pack.files());
    this.settings = settings;
    this.pooler =
        new PicturePooler(
            encoders.dense(), pack.dense().input().size(), pack.defaultPreset().settings());
    this.keys = new PrototypeKeys(encoders.text(), pack.templates(), settings.alpha());
    this.listener = listener;
  }

  @Override
  public int batchSize() {
    return generator.batchSize();
  }

  @Override
  public List<CaptionOutcome> make(List<CaptionTask> tasks) {
    List<Draft> drafts = tasks.stream().map(this::draft).toList();
    List<PictureRequest> requests =
        drafts.stream().filter(Draft::isDrawn).map(Draft::request).toList();
    List<Optional<GeneratedPicture>> pictures =
        requests.isEmpty() ? List.of() : generator.generate(requests);
    List<CaptionOutcome> outcomes = new ArrayList<>();
    int drawn = 0;
    for (Draft draft : drafts) {
      outcomes.add(draft.isDrawn() ? outcome(draft, pictures.get(drawn++)) : draft.outcome());
    }
    return outcomes;
  }

  /** A task on its way. */
  private record Draft(
      CaptionTask task,
      List<Noun> nouns,
      List<GeneratedPrototype> prototypes,
      List<DroppedNoun> dropped) {
    boolean isDrawn() {
      return dropped.isEmpty();
    }

    PictureRequest request() {
      List<String> words = nouns.stream().map(Noun::surface).distinct().toList();
      return new PictureRequest(task.caption(), words, task.seed());
    }

    void drop(String noun, DropReason reason, String detail) {
      dropped.add(new DroppedNoun(noun, reason, detail));
    }

    CaptionOutcome outcome() {
      return new CaptionOutcome(task, prototypes, dropped);
    }
  }

  private Draft draft(CaptionTask task) {
    Draft draft = new Draft(task, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Optional<String> problem = CaptionProblem.of(task.caption());
    if (problem.isPresent()) {
      draft.drop("", DropReason.UNUSABLE_CAPTION, problem.get());
      return draft;
    }
    NounReport report = nouns.apply(task.caption());
    draft.nouns().addAll(wanted(task, report));
    if (draft.nouns().isEmpty()) {
      draft.drop("", DropReason.NO_NOUN, words(report));
    }
    return draft;
  }

  private static List<Noun> wanted(CaptionTask task, NounReport report) {
    if (task.noun().isEmpty()) {
      return report.nouns();
    }
    String word = task.noun().get();
    return List.of(
        report.nouns().stream()
            .filter(noun -> noun.surface().equalsIgnoreCase(word))
            .findFirst()
            .orElseGet(() -> new Noun(word, word.toLowerCase(Locale.ROOT))));
  }

  private static String words(NounReport report) {
    return report.dropped().stream()
        .map(drop -> (drop.word() + " " + drop.reason()).strip())
        .collect(Collectors.joining(", "))
        .toLowerCase(Locale.ROOT)
        .replace('_', '-');
  }

  private CaptionOutcome outcome(Draft draft, Optional<GeneratedPicture> drawn) {
    if (drawn.isEmpty()) {
      draft.drop("", DropReason.NOT_FINITE, "the picture");
      return draft.outcome();
    }
    GeneratedPicture picture = drawn.get();
    TokenGrid tokens = pooler.tokens(picture.image());
    if (!isFinite(tokens.values())) {
      draft.drop("", DropReason.NOT_FINITE, "the features of the picture");
      return draft.outcome();
    }
    float[] caption = keys.caption(draft.task().caption());
    Seen seen = new Seen(picture.image(), tokens, noun -> keys.key(noun, caption));
    List<LocatedWord> located = new ArrayList<>();
    for (Noun noun : draft.nouns()) {
      AttributionMap map = picture.attributions().get(noun.surface());
      if (map == null) {
        draft.drop(noun.surface(), DropReason.NOT_IN_PROMPT, "");
      } else {
        add(draft, noun, map, seen, located);
      }
    }
    listener.drawn(draft.task(), picture.image(), located);
    return draft.outcome();
  }

  /** What all nouns of a caption share. */
  private record Seen(RgbImage image, TokenGrid tokens, Function<String, float[]> keys) {}

  private void add(
      Draft draft, Noun noun, AttributionMap map, Seen seen, List<LocatedWord> located) {
    AttributionMask mask =
        AttributionMask.of(map, seen.image().height(), seen.image().width(), settings.gamma());
    Mask pixels = LocatedWord.pixels(mask);
    located.add(new LocatedWord(noun.surface(), map, pixels));
    Optional<float[]> values = pooler.pool(seen.tokens(), pixels);
    if (values.isEmpty()) {
      draft.drop(noun.surface(), DropReason.EMPTY_MASK, "%d pixels".formatted(mask.count()));
      return;
    }
    String name = settings.lemmaKeys() ? noun.lemma() : noun.surface().toLowerCase(Locale.ROOT);
    draft
        .prototypes()
        .add(
            new GeneratedPrototype(
                name, seen.keys().apply(name), values.get(), provenance(draft.task(), noun, mask)));
  }

  private PrototypeProvenance provenance(CaptionTask task, Noun noun, AttributionMask mask) {
    return new PrototypeProvenance(
        task.id(),
        task.caption(),
        noun.surface(),
        noun.lemma(),
        task.seed(),
        generator.identity(),
        pack.id(),
        packSha256,
        mask.share(),
        mask.contrast());
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    try (encoders) {
      generator.close();
    }
  }
}
