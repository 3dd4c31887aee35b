package io.lexiseg.lab.speed;

import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.SharedMeans;
import io.lexiseg.prototypes.location.PrototypeIndexes;
import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.recognition.retrieval.ResolvedCategories;
import io.lexiseg.recognition.retrieval.RetrievalSettings;
import io.lexiseg.recognition.retrieval.VocabularyResolver;
import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.encoder.Encoders;
import io.lexiseg.vision.encoder.ImageEncoder;
import io.lexiseg.vision.encoder.TextEncoder;
import io.lexiseg.vision.encoder.batch.BatchListener;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.lite.LitePack;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * How long new words take to resolve with {@code lite} and the index that ships. One run compares
 * texts one at a time on every core with texts in batches, and tells how far the two results
 * differ.
 */
final class ResolveThroughput {
  private static final List<String> KINDS =
      List.of("red", "blue", "green", "old", "wooden", "tiny", "wet", "broken");
  private static final List<String> THINGS =
      List.of("chair", "car", "dog", "wall", "tree", "boat", "roof", "street lamp");

  private final int words;

  /**
   * Prepares.
   *
   * @param words new words, at least 1
   */
  ResolveThroughput(int words) {
    this.words = words;
  }

  /** Runs and prints a line for each way. */
  void run() throws IOException {
    PackStore store = PackStore.standard();
    LitePack.install(store, ProgressListener.NONE);
    ModelPack pack = store.find("lite").orElseThrow();
    Path index = Path.of(System.getProperty("lexiseg.home", ""), "indexes", pack.id());
    try (PrototypeIndex prototypes = PrototypeIndexes.open(index.toString());
        Encoders encoders = DjlEncoders.open(pack, InferenceOptions.cpu(), BatchListener.NONE);
        OneByOne single = new OneByOne(encoders)) {
      RetrievalSettings settings = RetrievalSettings.from(pack, pack.defaultPreset());
      VocabularyResolver warm =
          VocabularyResolver.create(encoders, prototypes, settings, SharedMeans.NONE);
      warm.resolve(texts(32));
      ResolvedCategories before = measure("one text at a time", single, prototypes, settings);
      ResolvedCategories after = measure("texts in batches", encoders, prototypes, settings);
      System.out.printf(
          Locale.ROOT,
          "largest difference of a component: %g (texts), %g (prototypes)%n",
          difference(before.bank().textEmbeddings(), after.bank().textEmbeddings()),
          difference(before.bank().prototypes(), after.bank().prototypes()));
    }
  }

  private ResolvedCategories measure(
      String way, Encoders encoders, PrototypeIndex index, RetrievalSettings settings) {
    VocabularyResolver resolver =
        VocabularyResolver.create(encoders, index, settings, SharedMeans.NONE);
    long start = System.nanoTime();
    ResolvedCategories resolved = resolver.resolve(texts(words));
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s: %d new words in %.1f s, %.1f words/s, load average %.2f%n",
        way,
        words,
        seconds,
        words / seconds,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    return resolved;
  }

  private static List<CategoryText> texts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> KINDS.get(i % 8) + " " + THINGS.get(i / 8 % 8) + " " + (100 + i / 64))
        .map(CategoryText::of)
        .toList();
  }

  private static double difference(float[] one, float[] other) {
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      largest = Math.max(largest, Math.abs((double) one[i] - other[i]));
    }
    return largest;
  }

  /** As many callers as cores, each with one text at a time, so that no batches form. */
  private static final class OneByOne implements Encoders {
    private final Encoders encoders;
    private final ExecutorService callers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    OneByOne(Encoders encoders) {
      this.encoders = encoders;
    }

    @Override
    public DenseEncoder dense() {
      return encoders.dense();
    }

    @Override
    public ImageEncoder image() {
      return encoders.image();
    }

    @Override
    public TextEncoder text() {
      TextEncoder text = encoders.text();
      return new TextEncoder() {
        @Override
        public int dimension() {
          return text.dimension();
        }

        @Override
        public List<float[]> embed(List<String> prompts) {
          List<Future<float[]>> answers =
              prompts.stream()
                  .map(prompt -> callers.submit(() -> text.embed(List.of(prompt)).get(0)))
                  .toList();
          return answers.stream().map(OneByOne::answer).toList();
        }
      };
    }

    private static float[] answer(Future<float[]> future) {
      try {
        return future.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }

    /** The encoders stay open. */
    @Override
    public void close() {
      callers.shutdownNow();
    }
  }
}
