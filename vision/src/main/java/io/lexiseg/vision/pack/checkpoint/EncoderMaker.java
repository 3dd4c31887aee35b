package io.lexiseg.vision.pack.checkpoint;

import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackSeal;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.transformer.ClipActivation;
import io.lexiseg.vision.pack.transformer.ClipImageNetwork;
import io.lexiseg.vision.pack.transformer.ClipTextNetwork;
import io.lexiseg.vision.pack.transformer.DinoNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes an encoder pack of two checkpoints, that of a local backbone and that of CLIP. They may be
 * one file.
 */
public final class EncoderMaker {
  static final String DENSE = "dense.onnx";
  static final String IMAGE = "image.onnx";
  static final String TEXT = "text.onnx";

  /** Common name of what a local backbone of CLIP does without. */
  private static final String PROJECTION = "projection.weight";

  private final EncoderRecipe recipe;
  private final OnnxType storage;
  private final Map<String, OnnxGraph> networks = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private EncoderMaker(EncoderRecipe recipe, OnnxType storage) {
    this.recipe = recipe;
    this.storage = storage;
  }

  @FunctionalInterface
  private interface Building {
    OnnxGraph build() throws IOException;
  }

  /**
   * Writes a pack.
   *
   * @param recipe what the checkpoints hold
   * @param backbone weights of the local backbone
   * @param clip weights of CLIP
   * @param storage {@link OnnxType#FLOAT32}, or {@link OnnxType#FLOAT16} for half the size
   * @param target an empty folder; emptied again if anything fails
   * @param progress hears of networks
   * @throws IllegalArgumentException if a checkpoint is not one, or holds a tensor that is missing,
   *     unexpected, of another shape or not finite; the message names them
   * @throws IOException if a file cannot be read or written
   */
  public static ModelPack make(
      EncoderRecipe recipe,
      CheckpointFile backbone,
      CheckpointFile clip,
      OnnxType storage,
      Path target,
      ProgressListener progress)
      throws IOException {
    boolean made = false;
    try {
      EncoderMaker maker = new EncoderMaker(recipe, storage);
      maker.build(backbone.file(), clip.file());
      maker.write(target, progress);
      ModelPack pack =
          PackSeal.seal(target, new EncoderDescription(recipe, backbone, clip, storage).json());
      made = true;
      return pack;
    } finally {
      if (!made) {
        clear(target);
      }
    }
  }

  private void build(Path backbone, Path clip) throws IOException {
    add(DENSE, recipe.backbone().name(), () -> dense(Checkpoint.open(backbone)));
    add(IMAGE, recipe.clip().name(), () -> image(Checkpoint.open(clip)));
    add(TEXT, recipe.clip().name(), () -> text(Checkpoint.open(clip)));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "pack %s: %s"
              .formatted(recipe.id(), String.join("; ", problems.stream().distinct().toList())));
    }
  }

  /** A wrong checkpoint does not hide what is wrong with another. */
  private void add(String name, String published, Building network) throws IOException {
    try {
      networks.put(name, network.build());
    } catch (IllegalArgumentException e) {
      problems.add("%s: %s".formatted(published, e.getMessage()));
    }
  }

  private OnnxGraph dense(Checkpoint checkpoint) {
    LocalBackbone network = recipe.backbone();
    boolean clip = network.family() == LocalBackbone.Family.CLIP;
    Tower tower = Tower.of(checkpoint, Namings.PICTURE);
    int grid = network.sidePx() / network.patchPx();
    tower.fitPositions(network.trainedGrid(), grid, network.size().width(), network.registers());
    if (clip) {
      tower.leaveOut(PROJECTION);
    }
    TowerWeights weights =
        new TowerWeights(
            tower, clip ? Namings.TRANSFORMERS_IMAGE : Namings.TRANSFORMERS_VIT, storage);
    OnnxGraph graph =
        clip
            ? ClipImageNetwork.backbone(
                new ClipImageNetwork.Shape(network.size(), network.picture(), network.activation()),
                weights)
            : DinoNetwork.graph(
                new DinoNetwork.Shape(
                    network.size(), network.picture(), network.registers(), network.layerScale()),
                weights);
    weights.requireExact(network.size());
    return graph;
  }

  private OnnxGraph image(Checkpoint checkpoint) {
    ClipTowers clip = recipe.clip();
    Tower tower = Tower.of(checkpoint, Namings.PICTURE);
    int grid = clip.sidePx() / clip.patchPx();
    tower.fitPositions(grid, grid, clip.image().width(), 0);
    TowerWeights weights = new TowerWeights(tower, Namings.TRANSFORMERS_IMAGE, storage);
    ClipImageNetwork.Shape shape =
        new ClipImageNetwork.Shape(clip.image(), clip.picture(), ClipActivation.QUICK_GELU);
    OnnxGraph graph = ClipImageNetwork.embedder(shape, clip.dimension(), weights);
    weights.requireExact(clip.image());
    return graph;
  }

  private OnnxGraph text(Checkpoint checkpoint) {
    ClipTowers clip = recipe.clip();
    Tower tower = Tower.of(checkpoint, Namings.TEXT);
    TowerWeights weights = new TowerWeights(tower, Namings.TRANSFORMERS_TEXT, storage);
    OnnxGraph graph = ClipTextNetwork.embedder(clip.text(), clip.dimension(), weights);
    weights.requireExact(clip.text());
    return graph;
  }

  private void write(Path target, ProgressListener progress) throws IOException {
    int done = 0;
    for (Map.Entry<String, OnnxGraph> network : networks.entrySet()) {
      network.getValue().write(target.resolve(network.getKey()));
      done++;
      progress.progressed("writing networks", done, networks.size());
    }
  }

  private static void clear(Path target) throws IOException {
    for (String name : List.of(DENSE, IMAGE, TEXT, ModelPack.FILE_NAME)) {
      Files.deleteIfExists(target.resolve(name));
      Files.deleteIfExists(target.resolve(name + ".data"));
    }
  }
}
