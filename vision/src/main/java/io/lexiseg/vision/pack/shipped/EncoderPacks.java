package io.lexiseg.vision.pack.shipped;

import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.lite.LitePack;
import java.util.List;

/** Finds the encoder pack that somebody names. */
public final class EncoderPacks {
  /**
   * The pack that ships: what the denoiser of the generator {@code sketch} sees in a picture, made
   * by {@code tools/sketch/encoders.py}. It knows drawings of some twenty nouns, no photographs.
   */
  public static final String DRAWINGS = "drawings";

  /** Packs that are installed when somebody names them. */
  public static final List<String> OBTAINABLE = List.of(LitePack.ID, DRAWINGS);

  private EncoderPacks() {}

  /**
   * The pack in a folder, or the installed one of that id. Of {@link #OBTAINABLE} ones the newest
   * version is installed first.
   *
   * @param progress hears of downloads
   * @throws IllegalArgumentException if there is no such pack
   * @throws io.lexiseg.vision.pack.InvalidPackException if it is there and wrong
   */
  public static ModelPack open(PackStore store, String folderOrId, ProgressListener progress) {
    return switch (folderOrId) {
      case LitePack.ID -> LitePack.install(store, progress);
      case DRAWINGS ->
          new ShippedPack<>(DRAWINGS, EncoderPacks.class, ModelPack::load).install(store);
      default -> store.open(folderOrId);
    };
  }
}
