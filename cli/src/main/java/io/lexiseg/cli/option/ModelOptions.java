package io.lexiseg.cli.option;

import io.lexiseg.processor.config.ProcessorConfig;
import io.lexiseg.processor.config.ProcessorProperty;
import io.lexiseg.recognition.model.ModelSettings;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.pack.install.Progress;
import io.lexiseg.vision.pack.lite.LitePack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model pack, prototype index and preset are used. */
public final class ModelOptions {
  @Option(
      names = "--pack",
      paramLabel = "P",
      description = "Model pack, by id or folder (default lite, which is fetched when missing).")
  private @Nullable String pack;

  @Option(
      names = {"--preset", "--profile"},
      paramLabel = "P",
      description = "Preset of the pack; default the pack's own.")
  private @Nullable String preset;

  @Option(
      names = "--index",
      paramLabel = "DIR|URL",
      description = "Prototype index; default the one that ships for the pack.")
  private @Nullable String index;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Change a value of the preset, for example superpixels=slic, or how networks run, as the"
              + " processor's properties inference.* and batch.*; repeatable.")
  private Map<String, String> changes = new LinkedHashMap<>();

  private String preferred = LitePack.ID;

  /** The preset that was asked for. */
  public Optional<String> preset() {
    return Optional.ofNullable(preset);
  }

  /** The pack that was asked for, by id or folder; without one the preferred one. */
  public String pack() {
    return pack == null ? preferred : pack;
  }

  /** Names the pack that is used where none is asked for; it is {@code lite} otherwise. */
  public void prefer(String id) {
    preferred = id;
  }

  /** The index that was asked for. */
  public Optional<String> index() {
    return Optional.ofNullable(index);
  }

  /** Opens the model, fetching the pack if it can be fetched and is missing. */
  public SegmentationModel open(Progress progress) {
    return open(progress, index());
  }

  /** As the other, for so few pictures that each may have several cores. */
  public SegmentationModel openFor(int pictures, Progress progress) {
    int cores = Runtime.getRuntime().availableProcessors();
    return open(progress, index(), Math.max(1, cores / Math.max(1, pictures)));
  }

  /** As the other, with an index of one's own. */
  public SegmentationModel open(Progress progress, Optional<String> location) {
    return open(progress, location, 1);
  }

  private SegmentationModel open(Progress progress, Optional<String> location, int threads) {
    if (!Files.isDirectory(Path.of(pack()))) {
      Packs.standard().obtain(pack(), progress);
    }
    Map<String, String> presetChanges = new LinkedHashMap<>(changes);
    Map<String, String> running = new LinkedHashMap<>();
    changes.forEach(
        (key, value) -> {
          if (key.startsWith("inference.") || key.startsWith("batch.")) {
            running.put(key, value);
            presetChanges.remove(key);
          }
        });
    running.putIfAbsent(ProcessorProperty.INFERENCE_THREADS.key(), String.valueOf(threads));
    InferenceOptions inference = Checks.usage(() -> ProcessorConfig.inference(running));
    return SegmentationModel.open(
        new ModelSettings(pack(), location, preset(), inference, presetChanges));
  }
}
