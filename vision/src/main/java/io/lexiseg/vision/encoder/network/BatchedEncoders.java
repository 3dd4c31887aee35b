package io.lexiseg.vision.encoder.network;

import io.lexiseg.vision.encoder.DenseEncoder;
import io.lexiseg.vision.encoder.ImageEncoder;
import io.lexiseg.vision.encoder.TextEncoder;
import io.lexiseg.vision.encoder.batch.DynamicBatcher;
import io.lexiseg.vision.encoder.pixel.PixelPreprocessor;
import io.lexiseg.vision.encoder.pixel.PixelTensor;
import io.lexiseg.vision.feature.TokenGrid;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** The encoders' faces in front of their batchers. */
final class BatchedEncoders {
  private BatchedEncoders() {}

  /** Prepares images on the calling thread. */
  record Dense(
      int dimension,
      boolean keepsScale,
      PixelPreprocessor preprocessor,
      DynamicBatcher<PixelTensor, TokenGrid> batcher)
      implements DenseEncoder {
    @Override
    public TokenGrid encode(RgbImage window) {
      return batcher.submit(preprocessor.prepare(window));
    }

    @Override
    public List<TokenGrid> encodeAll(List<RgbImage> windows) {
      return batcher.submitAll(windows.stream().map(preprocessor::prepare).toList());
    }
  }

  /** Prepares images on the calling thread. */
  record Image(
      int dimension, PixelPreprocessor preprocessor, DynamicBatcher<PixelTensor, float[]> batcher)
      implements ImageEncoder {
    @Override
    public float[] embed(RgbImage image) {
      return batcher.submit(preprocessor.prepare(image));
    }

    @Override
    public List<float[]> embedAll(List<RgbImage> images) {
      return batcher.submitAll(images.stream().map(preprocessor::prepare).toList());
    }
  }

  /** Tokenizes on the calling thread. */
  record Text(int dimension, Tokenizer tokenizer, DynamicBatcher<int[], float[]> batcher)
      implements TextEncoder {
    // Far below the queue's capacity, so that one long vocabulary leaves room for others.
    private static final int CHUNK = 256;

    @Override
    public List<float[]> embed(List<String> prompts) {
      List<float[]> vectors = new ArrayList<>(prompts.size());
      for (int from = 0; from < prompts.size(); from += CHUNK) {
        List<String> chunk = prompts.subList(from, Math.min(from + CHUNK, prompts.size()));
        vectors.addAll(batcher.submitAll(chunk.stream().map(tokenizer::encode).toList()));
      }
      return vectors;
    }
  }
}
