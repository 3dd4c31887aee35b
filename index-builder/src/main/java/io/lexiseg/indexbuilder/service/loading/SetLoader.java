package io.lexiseg.indexbuilder.service.loading;

import io.lexiseg.indexbuilder.generation.GeneratorIdentity;
import io.lexiseg.indexbuilder.service.target.TargetIndexes;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.prototypes.location.IndexCopy;
import io.lexiseg.prototypes.location.IndexPlace;
import io.lexiseg.schemas.RequestSetStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings complete request sets into an index: one generation holds what is published and the
 * prototypes of all sets that wait. The generation itself says which sets it holds. So whoever
 * takes over from one that was killed sees whether they are there, and nothing comes in twice.
 *
 * <p><b>Threads:</b> one at a time for an index; another process that does the same at the same
 * time makes one of both fail, which is tried again.
 */
public final class SetLoader {
  private static final Logger LOGGER = LoggerFactory.getLogger(SetLoader.class);

  /** In the provenance of an index: begins the names of the sets that it holds. */
  static final String SET = "request-set.";

  /** In the provenance: how many generations were grown from one that somebody else published. */
  static final String GROWN = "grown";

  /** In the provenance: the generation that it was grown from. */
  static final String GROWN_FROM = "grown-from";

  private final PrototypeSource source;
  private final TargetIndexes indexes;
  private final String backbone;

  /**
   * Creates a loader.
   *
   * @param source of prototypes
   * @param backbone of the encoder pack that made them
   */
  public SetLoader(PrototypeSource source, TargetIndexes indexes, String backbone) {
    this.source = source;
    this.indexes = indexes;
    this.backbone = backbone;
  }

  /**
   * Loads sets that are complete.
   *
   * @param sets of that index, at least one, each with prototypes
   * @return generation that holds them, by set; those that are not there have to be loaded again
   * @throws IllegalArgumentException if the prototypes do not fit into the index
   * @throws IllegalStateException if they are not those that were counted
   * @throws UnavailableException if something does not answer, or somebody else published meanwhile
   */
  public Map<String, Integer> load(String indexName, List<RequestSetStatus> sets) {
    Optional<IndexManifest> base = indexes.publishedNow(indexName);
    Map<String, Integer> loaded = loaded(base, sets);
    List<RequestSetStatus> missing =
        sets.stream().filter(set -> !loaded.containsKey(set.getRequestSet())).toList();
    if (!missing.isEmpty()) {
      List<RequestSetStatus> together = together(missing);
      int generation = publish(indexName, base, together);
      together.forEach(set -> loaded.put(set.getRequestSet(), generation));
    }
    return loaded;
  }

  private static Map<String, Integer> loaded(
      Optional<IndexManifest> base, List<RequestSetStatus> sets) {
    Map<String, Integer> loaded = new HashMap<>();
    for (RequestSetStatus set : sets) {
      base.filter(index -> index.provenance().containsKey(SET + set.getRequestSet()))
          .ifPresent(index -> loaded.put(set.getRequestSet(), index.generation()));
    }
    return loaded;
  }

  /** A set that replaces the index comes alone, before those that are added to it. */
  private static List<RequestSetStatus> together(List<RequestSetStatus> sets) {
    return sets.stream()
        .filter(RequestSetStatus::getReplaces)
        .findFirst()
        .map(List::of)
        .orElse(sets);
  }

  private int publish(
      String indexName, Optional<IndexManifest> published, List<RequestSetStatus> sets) {
    boolean replaces = sets.get(0).getReplaces();
    Optional<IndexManifest> base = replaces ? Optional.empty() : published;
    IndexPlace place = indexes.place(indexName);
    try (PrototypeSpool spool = PrototypeSpool.open()) {
      read(sets, spool);
      IndexDescription next = description(indexName, place.nextGeneration(), base, sets, spool);
      try (PrototypeIndexWriter writer = place.add(next)) {
        base.ifPresent(index -> copy(place, index, writer));
        spool.writeTo(writer);
        requireUnchanged(indexName, published);
        writer.publish();
      }
      LOGGER
          .atInfo()
          .addKeyValue("index", indexName)
          .addKeyValue("generation", next.generation())
          .addKeyValue("requestSets", sets.size())
          .log("Prototypes are published");
      base.ifPresent(index -> dropGrown(place, index));
      return next.generation();
    }
  }

  private void read(List<RequestSetStatus> sets, PrototypeSpool spool) {
    Set<String> wanted =
        sets.stream().map(RequestSetStatus::getRequestSet).collect(Collectors.toSet());
    long since = sets.stream().mapToLong(RequestSetStatus::getSinceMillis).min().orElse(0);
    String indexName = sets.get(0).getIndexName();
    source.read(
        since,
        made -> {
          if (wanted.contains(made.getRequestSet()) && made.getIndexName().equals(indexName)) {
            spool.add(made);
          }
        });
    for (RequestSetStatus set : sets) {
      long found = spool.count(set.getRequestSet());
      if (found < set.getPrototypes()) {
        // Committed together with what was counted, and visible a moment later.
        throw new UnavailableException(
            "request set %s: expected %d prototypes in the topic, found %d so far"
                .formatted(set.getRequestSet(), set.getPrototypes(), found));
      }
      if (found > set.getPrototypes()) {
        throw new IllegalStateException(
            "request set %s: expected %d prototypes in the topic, found %d"
                .formatted(set.getRequestSet(), set.getPrototypes(), found));
      }
    }
  }

  private IndexDescription description(
      String indexName,
      int generation,
      Optional<IndexManifest> base,
      List<RequestSetStatus> sets,
      PrototypeSpool spool) {
    Map<String, String> provenance = new HashMap<>();
    base.ifPresent(index -> provenance.putAll(index.provenance()));
    if (base.isEmpty()) {
      provenance.put(GeneratorIdentity.FACT, sets.get(0).getGeneratorId());
    }
    sets.forEach(set -> provenance.put(SET + set.getRequestSet(), text(set)));
    provenance.put(GROWN, Integer.toString(grown(base) + 1));
    base.ifPresent(index -> provenance.put(GROWN_FROM, Integer.toString(index.generation())));
    int[] dimensions = spool.dimensions();
    return new IndexDescription(
        base.map(IndexManifest::name).orElse(indexName),
        generation,
        backbone,
        base.map(IndexManifest::keyDimension).orElse(dimensions[0]),
        base.map(IndexManifest::prototypeDimension).orElse(dimensions[1]),
        provenance);
  }

  private static String text(RequestSetStatus set) {
    return "%d prototypes of %d captions, drawn by %s"
        .formatted(set.getPrototypes(), set.getAsked(), set.getGeneratorId());
  }

  private static int grown(Optional<IndexManifest> index) {
    return index
        .map(manifest -> manifest.provenance().getOrDefault(GROWN, "0"))
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Integer::parseInt)
        .orElse(0);
  }

  private static void copy(IndexPlace place, IndexManifest base, PrototypeIndexWriter writer) {
    try (PrototypeIndex index = place.open()) {
      if (index.manifest().generation() != base.generation()) {
        throw new UnavailableException(
            "index %s: generation %d was published meanwhile"
                .formatted(base.name(), index.manifest().generation()));
      }
      IndexCopy.copy(index, writer, done -> {});
    }
  }

  private void requireUnchanged(String indexName, Optional<IndexManifest> published) {
    if (!indexes.publishedNow(indexName).equals(published)) {
      throw new UnavailableException(
          "index %s: another generation was published meanwhile".formatted(indexName));
    }
  }

  /**
   * The one before stays for whoever still reads it; the one before that goes, unless somebody else
   * published it.
   */
  private static void dropGrown(IndexPlace place, IndexManifest before) {
    String from = before.provenance().getOrDefault(GROWN_FROM, "");
    if (grown(Optional.of(before)) >= 2 && from.matches("[1-9]\\d{0,8}")) {
      place.drop(Integer.parseInt(from));
    }
  }
}
