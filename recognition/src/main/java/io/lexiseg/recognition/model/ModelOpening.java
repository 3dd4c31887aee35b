package io.lexiseg.recognition.model;

import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.SharedMeans;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.prototypes.redis.RedisSharedMeans;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.Profiles.Profile;
import io.lexiseg.recognition.category.ResolvedVocabulary.Origin;
import io.lexiseg.recognition.exemplar.ExemplarTable;
import io.lexiseg.recognition.exemplar.PooledExemplars;
import io.lexiseg.recognition.model.PublishedGenerations.Generation;
import io.lexiseg.recognition.pipeline.FilePayloadStore;
import io.lexiseg.recognition.pipeline.ReferenceSettings;
import io.lexiseg.recognition.retrieval.ExemplarPrototypes;
import io.lexiseg.recognition.retrieval.RetrievalSettings;
import io.lexiseg.recognition.retrieval.VocabularyResolver;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.batch.BatchListener;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.prototype.MaskPooler;
import io.lexiseg.vision.segmentation.PrototypeSegmenter;
import io.lexiseg.vision.setting.BackgroundSettings.World;
import io.lexiseg.vision.setting.Preset;
import io.lexiseg.vision.setting.SegmentationSettings;
import io.lexiseg.vision.superpixel.SuperpixelAlgorithm;
import io.lexiseg.vision.superpixel.SuperpixelParameters;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Puts a model together from pack, index and networks. */
final class ModelOpening {
  /** Root of the installation; the shipped indexes lie below it. */
  private static final String HOME = "lexiseg.home";

  private final ModelSettings settings;
  private final DjlEncoders engine;
  private final ModelPack pack;

  ModelOpening(ModelSettings settings) {
    this.settings = settings;
    this.engine = DjlEncoders.start(settings.inference()); // first: it knows soonest what is amiss
    this.pack = PackStore.standard().open(settings.pack());
  }

  SegmentationModel open(BatchListener listener) {
    pack.verify();
    String location = settings.index().orElseGet(this::shippedIndex);
    PrototypeIndex index = PrototypeIndexes.open(location);
    SharedMeans shared = RedisSharedMeans.beside(location);
    try {
      Encoders encoders = engine.openPack(pack, listener);
      return model(location, index, shared, encoders);
    } catch (RuntimeException e) { // whatever it is, the index is closed
      shared.close();
      index.close();
      throw e;
    }
  }

  private String shippedIndex() {
    return Path.of(System.getProperty(HOME, ""), "indexes", pack.about().index()).toString();
  }

  private SegmentationModel model(
      String location, PrototypeIndex index, SharedMeans shared, Encoders encoders) {
    try {
      Map<String, Preset> presets = presets();
      ExemplarTable table = new ExemplarTable();
      Parts parts = new Parts(shared, encoders, exemplars(table, shared, encoders));
      Generations generations =
          new PublishedGenerations(
              PrototypeIndexes.at(location),
              index,
              manifest -> VocabularyResolver.requireFit(manifest, encoders, pack.backbone()),
              used -> generation(used, presets, parts));
      ExecutorService cutting =
          Executors.newFixedThreadPool(
              Runtime.getRuntime().availableProcessors(), ModelOpening::cuttingThread);
      Map<SuperpixelParameters, SuperpixelAlgorithm> algorithms = new ConcurrentHashMap<>();
      var segmenter =
          new PrototypeSegmenter(
              encoders,
              cutting,
              constants -> algorithms.computeIfAbsent(constants, SuperpixelParameters::algorithm),
              Resizing::bilinear);
      return new SegmentationModel(
          generations,
          presets,
          segmenter,
          table,
          () -> {
            cutting.shutdownNow();
            algorithms.values().forEach(SuperpixelAlgorithm::close);
            encoders.close();
            shared.close();
            generations.close();
          });
    } catch (RuntimeException e) { // whatever it is, the networks are closed
      encoders.close();
      throw e;
    }
  }

  /** Pooled at the size that the prototypes of the pack's own index are pooled at. */
  private PooledExemplars exemplars(ExemplarTable table, SharedMeans shared, Encoders encoders) {
    ReferenceSettings references = settings.references();
    FilePayloadStore store = new FilePayloadStore(references.roots(), references.maxBytes());
    SegmentationSettings size = pack.defaultPreset().settings();
    return new PooledExemplars(
        new PooledExemplars.Source(table, store::fetch),
        new MaskPooler(encoders.dense(), size),
        shared,
        "%s:%dx%d".formatted(pack.backbone(), size.shortSide(), size.maxLongSide()),
        encoders.dense().dimension());
  }

  private Map<String, Preset> presets() {
    Map<String, Preset> presets = new HashMap<>();
    pack.presets().forEach((name, preset) -> presets.put(name, preset.with(settings.changes())));
    return presets;
  }

  private Generation generation(UsedIndex index, Map<String, Preset> presets, Parts parts) {
    WorldNouns world = new WorldNouns(index.index(), World.STANDARD.near());
    Map<RetrievalSettings, VocabularyResolver> resolvers = new ConcurrentHashMap<>();
    Function<RetrievalSettings, VocabularyResolver> resolver =
        retrieval ->
            resolvers.computeIfAbsent(retrieval, same -> resolver(same, index.index(), parts));
    Function<Preset, Profile> opening =
        preset ->
            new Profile(
                preset.settings(),
                new PrototypeCategories(
                    resolver.apply(RetrievalSettings.from(pack, preset)), index, preset, world));
    Map<String, Profile> byName = new HashMap<>();
    Map<String, String> missing = new HashMap<>();
    presets.forEach(
        (name, preset) ->
            preset
                .settings()
                .superpixels()
                .missing()
                .ifPresentOrElse(
                    what -> missing.put(name, what),
                    () -> byName.put(name, opening.apply(preset))));
    IndexManifest manifest = index.index().manifest();
    Origin origin = new Origin(pack.id(), manifest.name(), manifest.generation());
    String defaultName = settings.profile().orElse(pack.defaultPresetName());
    return new Generation(index, new Profiles(byName, defaultName, origin, missing), opening);
  }

  /** What all generations of the index are used with. */
  private record Parts(SharedMeans shared, Encoders encoders, ExemplarPrototypes exemplars) {}

  /** Profiles that retrieve alike share one, and with it what it remembers. */
  private static VocabularyResolver resolver(
      RetrievalSettings retrieval, PrototypeIndex index, Parts parts) {
    return VocabularyResolver.create(
        parts.encoders(), index, retrieval, parts.shared(), parts.exemplars());
  }

  private static Thread cuttingThread(Runnable task) {
    Thread thread = new Thread(task, "superpixels");
    thread.setDaemon(true);
    return thread;
  }
}
