package io.lexiseg.vision.pack.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EncoderRecipeTest {
  @Test
  void shouldKnowThePacksOfThePaper() {
    assertThat(EncoderRecipe.all())
        .extracting(EncoderRecipe::id)
        .containsExactly(
            "freeda-b",
            "freeda-l",
            "dinov2-b14-l14",
            "dinov2-l14-b16",
            "dino-b16-b16",
            "dino-b16-l14",
            "clip-b16-l14",
            "clip-l14-l14",
            "deit3-l16-l14");
  }

  /** Table 3: every local backbone sees 37 × 37 patches. */
  @Test
  void shouldGiveEveryBackboneTheSameGrid() {
    assertThat(EncoderRecipe.all())
        .allSatisfy(
            recipe -> {
              LocalBackbone backbone = recipe.backbone();
              assertThat(backbone.sidePx()).isEqualTo(37 * backbone.patchPx());
              assertThat(backbone.sources()).isNotEmpty();
              assertThat(recipe.clip().sources()).isNotEmpty();
            });
  }

  /** The repositories of OpenAI's weights hold both towers in one file, none of the image tower. */
  @Test
  void shouldTakeBackbonesOfClipFromTheFileOfBothTowers() {
    assertThat(EncoderRecipe.all())
        .filteredOn(recipe -> recipe.backbone().family() == LocalBackbone.Family.CLIP)
        .hasSize(2)
        .allSatisfy(
            recipe ->
                assertThat(recipe.backbone().sources().get(0).file())
                    .isEqualTo("open_clip_model.safetensors"));
  }

  @Test
  void shouldCombineAnyTwo() {
    // when
    EncoderRecipe recipe = EncoderRecipe.of("mine", "vit_small_patch14_reg4_dinov2", "ViT-B-32");

    // then
    assertThat(recipe.backbone().registers()).isEqualTo(4);
    assertThat(recipe.backbone().backbone()).isEqualTo("dinov2-vits14-reg4");
    assertThat(recipe.clip().patchPx()).isEqualTo(32);
  }

  @Test
  void shouldSayWhichNetworksThereAre() {
    assertThatThrownBy(() -> EncoderRecipe.of("mine", "resnet", "ViT-B-32"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("local backbone: expected one of [vit_small_patch14_dinov2")
        .hasMessageContaining("got resnet");
  }
}
