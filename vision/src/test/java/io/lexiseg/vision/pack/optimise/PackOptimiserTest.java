package io.lexiseg.vision.pack.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackOptimiserTest {
  /** Tiny networks are not faster in 8 bits; that is not what is tested. */
  private static final OptimiseLimits KEEP = new OptimiseLimits(0.98, 0.995, 0);

  private static final Mask SAME = Mask.of(1, 4, new short[] {1, 2, 3, 1});
  private static final Mask OTHER = Mask.of(1, 4, new short[] {1, 2, 3, 2});

  @TempDir Path folder;
  private final List<Trial> trials = new ArrayList<>();
  private ModelPack pack;
  private PackStore store;

  @BeforeEach
  void makePack() {
    pack = TinyPack.write(folder.resolve("tiny"), 1);
    store = PackStore.at(folder.resolve("store"));
  }

  @Test
  void shouldInstallASealedPackBesideTheOriginal() {
    // when
    ModelPack made = optimiser(KEEP, any -> List.of(SAME)).optimise(pack, store);

    // then
    assertThat(made.id()).isEqualTo(pack.id() + "-fast");
    assertThat(made.about().index()).isEqualTo(pack.id());
    assertThat(made.backbone()).isEqualTo(pack.backbone());
    assertThat(made.about().provenance()).contains("optimised: dense");
    assertThat(trials).extracting(Trial::used).contains(true);
    made.check();
    pack.check();
    assertThat(made.folder().resolve("dense.onnx")).isNotEmptyFile();
    assertThat(sizeOf(made, "dense.onnx")).isLessThan(sizeOf(pack, "dense.onnx"));
    assertThat(sizeOf(made, "text.onnx")).isEqualTo(sizeOf(pack, "text.onnx"));
  }

  @Test
  void shouldRefuseFormsThatChangeMasks() {
    // given
    MaskSource changing = asked -> List.of(asked.id().equals(pack.id()) ? SAME : OTHER);

    // when, then
    assertThatThrownBy(() -> optimiser(KEEP, changing).optimise(pack, store))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("0.995 of the pixels equal, found none");
    assertThat(trials).isNotEmpty().noneMatch(Trial::used);
    assertThat(left()).isEmpty();
  }

  @Test
  void shouldRefuseFormsWhoseResultsAreFarOff() {
    // given
    OptimiseLimits exact = new OptimiseLimits(1, 0, 0);

    // when, then
    assertThatThrownBy(() -> optimiser(exact, any -> List.of(SAME)).optimise(pack, store))
        .isInstanceOf(IllegalStateException.class);
    assertThat(trials).isNotEmpty().allMatch(trial -> trial.equalPixels().isEmpty());
  }

  @Test
  void shouldLeaveNothingWhenStoppedHalfWay() {
    // given
    MaskSource failing =
        asked -> {
          if (asked.id().equals(pack.id())) {
            return List.of(SAME);
          }
          throw new IllegalArgumentException("stopped");
        };

    // when, then
    assertThatThrownBy(() -> optimiser(KEEP, failing).optimise(pack, store))
        .hasMessageContaining("stopped");
    assertThat(left()).isEmpty();
  }

  @Test
  void shouldClearAwayWhatAKilledRunLeft() throws IOException {
    // given
    Path partial = store.root().resolve("packs/.tiny-fast.partial");
    Files.createDirectories(partial);
    Files.writeString(partial.resolve("left.onnx"), "half");

    // when
    ModelPack made = optimiser(KEEP, any -> List.of(SAME)).optimise(pack, store);

    // then
    made.check();
    assertThat(partial).doesNotExist();
    assertThat(made.folder().resolve("left.onnx")).doesNotExist();
    assertThat(made.folder().resolve("trial.onnx")).doesNotExist();
  }

  @Test
  void shouldRefuseAPackThatWasMadeSo() {
    // given
    ModelPack made = optimiser(KEEP, any -> List.of(SAME)).optimise(pack, store);

    // when, then
    assertThatThrownBy(() -> optimiser(KEEP, any -> List.of(SAME)).optimise(made, store))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got one made of tiny");
  }

  private PackOptimiser optimiser(OptimiseLimits limits, MaskSource masks) {
    byte[] pixels = new byte[3 * 120 * 130];
    new Random(1).nextBytes(pixels);
    return new PackOptimiser(limits, List.of(RgbImage.of(120, 130, pixels)), masks, trials::add);
  }

  private static long sizeOf(ModelPack pack, String name) {
    return pack.files().stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .orElseThrow()
        .sizeBytes();
  }

  /** Locks stay. */
  private List<String> left() {
    try (Stream<Path> files = Files.list(store.root().resolve("packs"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".lock"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
