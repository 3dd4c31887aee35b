package io.lexiseg.vision.proposal;

import io.lexiseg.vision.encoder.IncompatibleModelException;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.encoder.engine.InferenceEngine;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.OutputTensor;
import io.lexiseg.vision.encoder.engine.Slot;
import io.lexiseg.vision.encoder.engine.TensorShape;
import io.lexiseg.vision.encoder.pixel.ChannelOrder;
import io.lexiseg.vision.encoder.pixel.InputSize;
import io.lexiseg.vision.encoder.pixel.PixelInput;
import io.lexiseg.vision.encoder.pixel.PixelPreprocessor;
import io.lexiseg.vision.encoder.pixel.Resampling;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.pack.proposer.ProposerPack;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * SAM 2's two networks. The encoder takes the whole picture, resized to 1024×1024 whatever its
 * aspect; the decoder takes its features and points, and gives three outlines a point.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Proposer implements AutoCloseable {
  private static final int SIDE_PX = 1024;
  private static final PixelInput INPUT =
      new PixelInput(
          "image",
          new InputSize(SIDE_PX, SIDE_PX),
          Resampling.BILINEAR,
          ChannelOrder.RGB,
          255,
          List.of(0.485, 0.456, 0.406),
          List.of(0.229, 0.224, 0.225));

  private static final int OUTLINES = 3;
  private static final String COORDINATES = "point_coords";
  private static final String LABELS = "point_labels";
  private static final String FORMER = "mask_input";
  private static final String HAS_FORMER = "has_mask_input";
  private static final List<String> FEATURES =
      List.of("image_embed", "high_res_feats_0", "high_res_feats_1");

  private final PixelPreprocessor preprocessor = new PixelPreprocessor(INPUT);
  private final LoadedModel encoder;
  private final LoadedModel decoder;
  private final Slot encoding;
  private final Slot decoding;

  /**
   * A point of a picture.
   *
   * @param x 0..1 from the left
   * @param y 0..1 from the top
   */
  record Point(float x, float y) {}

  private Proposer(LoadedModel encoder, LoadedModel decoder) {
    this.encoder = encoder;
    this.decoder = decoder;
    this.encoding = encoder.openSlot();
    this.decoding = decoder.openSlot();
  }

  /**
   * Loads a pack's networks.
   *
   * @throws IncompatibleModelException if their inputs are others
   * @throws IllegalArgumentException if the engine cannot run a file
   */
  static Proposer load(InferenceEngine engine, ProposerPack pack) {
    LoadedModel encoder = engine.load(pack.encoder());
    try {
      LoadedModel decoder = engine.load(pack.decoder());
      List<String> problems = problems(encoder, decoder);
      if (!problems.isEmpty()) {
        decoder.close();
        throw new IncompatibleModelException(problems);
      }
      return new Proposer(encoder, decoder);
    } catch (RuntimeException e) { // nobody else can close what is open by now
      encoder.close();
      throw e;
    }
  }

  private static List<String> problems(LoadedModel encoder, LoadedModel decoder) {
    Set<String> prompts = Set.of(COORDINATES, LABELS, FORMER, HAS_FORMER);
    List<String> problems = new ArrayList<>();
    if (!encoder.inputs().equals(Set.of(INPUT.name()))) {
      problems.add("encoder: expected input %s, got %s".formatted(INPUT.name(), encoder.inputs()));
    }
    if (!decoder.inputs().containsAll(FEATURES) || !decoder.inputs().containsAll(prompts)) {
      problems.add(
          "decoder: expected inputs %s and %s, got %s"
              .formatted(FEATURES, prompts, decoder.inputs()));
    }
    return problems;
  }

  /** Sees a picture of any size; {@link #outline} is about it from now on. */
  void see(RgbImage picture) {
    encoding
        .input(INPUT.name(), ElementType.FLOAT32, TensorShape.of(1, 3, SIDE_PX, SIDE_PX))
        .asFloatBuffer()
        .put(preprocessor.prepare(picture).values());
    encoding.run();
  }

  /** Outlines of what is at points of the picture seen last, three for each. */
  List<Proposal> outline(List<Point> points) {
    int count = points.size();
    for (String name : FEATURES) {
      OutputTensor features = encoding.output(name);
      write(name, features.shape()).put(features.values().duplicate());
    }
    FloatBuffer coordinates = write(COORDINATES, TensorShape.of(count, 1, 2));
    FloatBuffer labels = write(LABELS, TensorShape.of(count, 1));
    for (Point point : points) {
      coordinates.put(point.x() * SIDE_PX).put(point.y() * SIDE_PX);
      labels.put(1); // a point inside
    }
    write(FORMER, TensorShape.of(count, 1, Proposal.SIDE, Proposal.SIDE))
        .put(new float[count * Proposal.SIDE * Proposal.SIDE]);
    write(HAS_FORMER, TensorShape.of(1)).put(0);
    decoding.run();
    return proposals(count);
  }

  private FloatBuffer write(String name, TensorShape shape) {
    return decoding.input(name, ElementType.FLOAT32, shape).asFloatBuffer();
  }

  private List<Proposal> proposals(int count) {
    FloatBuffer scores = decoding.output("iou_predictions").values();
    FloatBuffer masks = decoding.output("masks").values();
    List<Proposal> proposals = new ArrayList<>(count * OUTLINES);
    for (int i = 0; i < count * OUTLINES; i++) {
      float[] logits = new float[Proposal.SIDE * Proposal.SIDE];
      masks.get(i * logits.length, logits);
      proposals.add(Proposal.of(scores.get(i), logits));
    }
    return proposals;
  }

  @Override
  public void close() {
    decoding.close();
    encoding.close();
    decoder.close();
    encoder.close();
  }
}
