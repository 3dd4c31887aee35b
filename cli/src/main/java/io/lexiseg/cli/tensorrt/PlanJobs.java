package io.lexiseg.cli.tensorrt;

import io.lexiseg.cli.failure.UsageException;
import io.lexiseg.vision.encoder.TextSpec;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.Precision;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.pixel.InputSize;
import io.lexiseg.vision.encoder.pixel.PixelInput;
import io.lexiseg.vision.encoder.plan.NetworkHash;
import io.lexiseg.vision.encoder.plan.PlanKey;
import io.lexiseg.vision.encoder.plan.PlanTarget;
import io.lexiseg.vision.encoder.plan.PlanTensor;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.text.TokenizerSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plans that a pack's networks need. */
final class PlanJobs {
  private static final int CHANNELS = 3;

  private final ModelPack pack;
  private final PlanTarget target;
  private final Precision precision;
  private final List<InputSize> sizes;
  private final List<PlanJob> jobs = new ArrayList<>();

  private PlanJobs(ModelPack pack, PlanTarget target, Precision precision, List<InputSize> sizes) {
    this.pack = pack;
    this.target = target;
    this.precision = precision;
    this.sizes = sizes;
  }

  /**
   * A plan a network, picture size and batch. A text encoder that takes texts of any length gets
   * none: it stays on the CPU.
   *
   * @param request which of them
   * @throws UsageException if a network takes pictures of any size and none is given
   */
  static List<PlanJob> of(ModelPack pack, PlanTarget target, PlanRequest request) {
    PlanJobs all = new PlanJobs(pack, target, request.precision(), request.sizes());
    for (int batch : request.batches()) {
      all.pictures(
          "dense", pack.dense().file(), pack.dense().input(), pack.dense().output(), batch);
      all.pictures(
          "image", pack.image().file(), pack.image().input(), pack.image().output(), batch);
      all.texts(pack.text(), batch);
    }
    return List.copyOf(all.jobs);
  }

  private void pictures(String role, Path network, PixelInput input, String output, int batch) {
    List<InputSize> wanted = input.size().isFixed() ? List.of(input.size()) : sizes;
    if (wanted.isEmpty()) {
      throw new UsageException(
          "--size: expected HEIGHTxWIDTH, the %s network of pack %s takes pictures of any size and plans do not"
              .formatted(role, pack.id()));
    }
    ElementType type = precision == Precision.FP16 ? ElementType.FLOAT16 : ElementType.FLOAT32;
    for (InputSize size : wanted) {
      TensorShape shape = TensorShape.of(batch, CHANNELS, size.heightPx(), size.widthPx());
      add(role, network, output, Map.of(input.name(), new PlanTensor(type, shape)));
    }
  }

  private void texts(TextSpec text, int batch) {
    if (text.tokenizer().kind() != TokenizerSpec.Kind.CLIP_BPE) {
      return;
    }
    TensorShape shape = TensorShape.of(batch, text.tokenizer().maxTokens());
    PlanTensor ids = new PlanTensor(ElementType.INT32, shape);
    Map<String, PlanTensor> inputs = new LinkedHashMap<>();
    inputs.put(text.input().ids(), ids);
    if (text.input().hasAttentionMask()) {
      inputs.put(text.input().attentionMask(), ids);
    }
    if (text.input().hasTokenTypeIds()) {
      inputs.put(text.input().tokenTypeIds(), ids);
    }
    add("text", text.file(), text.output(), inputs);
  }

  private void add(String role, Path network, String output, Map<String, PlanTensor> inputs) {
    String hash =
        jobs.stream()
            .filter(job -> job.network().equals(network))
            .map(job -> job.key().network())
            .findFirst()
            .orElseGet(() -> NetworkHash.of(network));
    jobs.add(new PlanJob(role, network, output, new PlanKey(hash, target, precision, inputs)));
  }
}
