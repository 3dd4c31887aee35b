package io.lexiseg.recognition.retrieval;

import static org.assertj.core.api.Assertions.within;

import io.lexiseg.prototypes.SharedMeans;
import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.vision.setting.Retrieval;
import io.lexiseg.vision.similarity.Aggregation.MeanEmbedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;

/** Encoders, an index and a shared store that tests of resolution look into. */
abstract class ResolutionFixture {
  static final int TEXT = 8;
  static final int DIMENSION = 3;
  static final List<String> TEMPLATES = List.of("a {}.", "the large {}.");

  /** Vectors are rounded to float once. */
  static final Offset<Float> ROUNDING = within(1e-6f);

  final FakeEncoders encoders = new FakeEncoders(TEXT, DIMENSION);
  final FakeIndex index = randomIndex(200);
  final FakeSharedMeans shared = new FakeSharedMeans();

  VocabularyResolver create(FakeEncoders other) {
    return VocabularyResolver.create(other, index, settings(5, 2), SharedMeans.NONE);
  }

  VocabularyResolver resolver(int neighbours, double cut) {
    return resolver(index, neighbours, cut);
  }

  VocabularyResolver resolver(FakeIndex searched, int neighbours, double cut) {
    return resolver(searched, settings(neighbours, cut));
  }

  VocabularyResolver resolver(FakeIndex searched, RetrievalSettings settings) {
    return VocabularyResolver.create(encoders, searched, settings, shared);
  }

  static RetrievalSettings settings(int neighbours, double cut) {
    return settings(retrieval(neighbours, cut));
  }

  static RetrievalSettings settings(Retrieval retrieval, String... negatives) {
    return new RetrievalSettings("net", TEMPLATES, retrieval, List.of(negatives), 100);
  }

  static Retrieval retrieval(int neighbours, double cut) {
    return new Retrieval(neighbours, cut, new MeanEmbedding());
  }

  static List<CategoryText> texts(String... names) {
    List<CategoryText> texts = new ArrayList<>();
    for (String name : names) {
      texts.add(CategoryText.of(name));
    }
    return texts;
  }

  static FakeIndex randomIndex(int count) {
    FakeIndex random = new FakeIndex(TEXT, DIMENSION);
    Random seeded = new Random(4);
    for (int i = 0; i < count; i++) {
      float[] prototype = new float[DIMENSION];
      for (int d = 0; d < DIMENSION; d++) {
        prototype[d] = (float) seeded.nextGaussian();
      }
      random.with("noun " + i, unit(vector("key " + i)), prototype);
    }
    return random;
  }

  static float[] vector(String prompt) {
    return FakeEncoders.vector(prompt, TEXT);
  }

  /** A unit vector whose cosine with another unit vector is given. */
  static float[] near(float[] vector, float cosine) {
    float[] other = vector("away");
    float product = 0;
    for (int d = 0; d < TEXT; d++) {
      product += other[d] * vector[d];
    }
    for (int d = 0; d < TEXT; d++) {
      other[d] -= product * vector[d];
    }
    float[] across = unit(other);
    float[] result = new float[TEXT];
    for (int d = 0; d < TEXT; d++) {
      result[d] = cosine * vector[d] + (float) Math.sqrt(1 - cosine * cosine) * across[d];
    }
    return result;
  }

  static float[] sum(float[] a, float[] b) {
    float[] sum = new float[a.length];
    for (int d = 0; d < sum.length; d++) {
      sum[d] = a[d] + b[d];
    }
    return sum;
  }

  static float[] unit(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    float[] unit = new float[vector.length];
    for (int d = 0; d < unit.length; d++) {
      unit[d] = (float) (vector[d] / Math.sqrt(squares));
    }
    return unit;
  }
}
