package io.lexiseg.indexbuilder.prototype;

import io.lexiseg.indexbuilder.diffusion.DiffusionGenerator;
import io.lexiseg.indexbuilder.diffusion.DiffusionSettings;
import io.lexiseg.indexbuilder.diffusion.GeneratorPacks;
import io.lexiseg.indexbuilder.generation.OpenMaker;
import io.lexiseg.indexbuilder.generation.PictureGenerator;
import io.lexiseg.indexbuilder.noun.CaptionNouns;
import io.lexiseg.vision.encoder.djl.DjlEncoders;
import io.lexiseg.vision.encoder.djl.OnnxRuntimeEngine;
import io.lexiseg.vision.encoder.engine.Computing;
import io.lexiseg.vision.encoder.engine.EngineKind;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.generator.GeneratorPack;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.shipped.EncoderPacks;

/**
 * What prototypes are made with by pictures: packs and settings that are known, networks that are
 * not open yet.
 *
 * @param generator draws
 * @param drawing how
 * @param encoders of features and texts
 * @param settings from picture to prototype
 * @param inference how networks run
 */
public record PictureMakers(
    GeneratorPack generator,
    DiffusionSettings drawing,
    ModelPack encoders,
    PictureSettings settings,
    InferenceOptions inference) {
  /**
   * Opens a generator as its pack says, with the paper's settings.
   *
   * @param generator id of a generator pack, or its folder
   * @param pack id of an encoder pack, or its folder
   * @throws IllegalArgumentException if one of them cannot be used
   */
  public static OpenMaker open(String generator, String pack, InferenceOptions inference) {
    GeneratorPack generatorPack = GeneratorPacks.open(PackStore.standard(), generator);
    ModelPack encoders = EncoderPacks.open(PackStore.standard(), pack, ProgressListener.NONE);
    PictureMakers makers =
        new PictureMakers(
            generatorPack,
            DiffusionSettings.of(generatorPack),
            encoders,
            PictureSettings.PAPER,
            inference);
    return new OpenMaker(
        makers.open(CaptionNouns.open(), PictureListener.NONE),
        generatorPack.id(),
        encoders.backbone());
  }

  /**
   * Opens all networks.
   *
   * @param nouns finds what captions speak of
   * @param listener sees every picture
   * @return owned by the caller
   */
  public PicturePrototypes open(CaptionNouns nouns, PictureListener listener) {
    return new PicturePrototypes(
        generator(generator, drawing, inference),
        nouns::extract,
        DjlEncoders.open(encoders, inference),
        encoders,
        settings,
        listener);
  }

  /**
   * Opens the networks of a generator alone, on ONNX Runtime whatever runs the encoders: there are
   * no plans for them. Owned by the caller.
   */
  public static PictureGenerator generator(
      GeneratorPack pack, DiffusionSettings drawing, InferenceOptions inference) {
    Computing computing =
        inference.computing().engine() == EngineKind.ONNXRUNTIME
            ? inference.computing()
            : Computing.CPU;
    return DiffusionGenerator.open(
        new OnnxRuntimeEngine(computing, inference.threadsPerSlot()), pack, drawing);
  }
}
