package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.cli.camera.FolderCamera;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.cli.option.Stop;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  @TempDir Path folder;
  private final List<String> messages = new CopyOnWriteArrayList<>();

  @Test
  void shouldMaskGoodPicturesAndSetBrokenOnesAside() throws Exception {
    // given
    Path input = Files.createDirectory(folder.resolve("in"));
    Path out = folder.resolve("out");
    Pictures.writeGood(input, 20);
    Pictures.writeThreeBroken(input);
    Files.write(input.resolve("too-large.jpg"), new byte[33 << 20]);

    // when
    Summary summary = whenRun(input, out, List.of("road", "sky"), Long.MAX_VALUE);

    // then
    assertThat(messages)
        .hasSize(4)
        .allMatch(message -> message.contains(": dead letter, "))
        .anyMatch(message -> message.startsWith("too-large: dead letter, over-limit: "));
    assertThat(summary.conserved()).isTrue();
    assertThat(summary.toString())
        .isEqualTo(
            "24 frames published = 20 masks + 0 drops + 4 dead letters (1 over-limit, 3 undecodable-image)");
    List<JsonNode> lines = lines(out);
    assertThat(lines).hasSize(20);
    for (JsonNode line : lines) {
      Mask mask =
          MaskPng.decode(Files.readAllBytes(out.resolve(line.path("name").asText() + ".mask.png")));
      assertThat(mask.height()).isEqualTo(line.path("height").asInt());
      assertThat(mask.width()).isEqualTo(line.path("width").asInt());
      assertThat(line.path("legend").findValuesAsText("category")).containsExactly("road", "sky");
      assertThat(line.path("vocabularyVersion").asInt()).isEqualTo(1);
    }
    assertThat(out.resolve("good-07.mask.png")).exists();
    assertThat(out.resolve("good-07.overlay.jpg")).exists();
    assertThat(MaskPng.decode(Files.readAllBytes(out.resolve("good-07.mask.png"))).height())
        .isEqualTo(27);
  }

  @Test
  void shouldStopAfterTheWantedNumberOfFrames() throws Exception {
    // given
    Path input = Files.createDirectory(folder.resolve("in"));
    Pictures.writeGood(input, 8);

    // when
    Summary summary = whenRun(input, folder.resolve("out"), List.of("road"), 5);

    // then
    assertThat(summary).isEqualTo(new Summary(5, 5, Map.of(), Map.of(), 0, 0));
  }

  @Test
  void shouldSayWhyAVocabularyIsRefused() throws Exception {
    // given
    Path input = Files.createDirectory(folder.resolve("in"));
    Pictures.writeGood(input, 1);

    // when / then
    assertThatThrownBy(() -> whenRun(input, folder.resolve("out"), List.of("road", "Road"), 5))
        .isInstanceOf(FailedException.class)
        .hasMessageStartingWith("vocabulary: ")
        .hasMessageContaining("category 2");
  }

  private Summary whenRun(Path input, Path out, List<String> categories, long frames)
      throws InterruptedException {
    DemoSettings settings =
        new DemoSettings(
            VocabularyContent.of(VocabularyText.categories(categories)),
            Optional.empty(),
            frames,
            OptionalDouble.empty(),
            Optional.of(out),
            Optional.empty());
    return new Demo(settings, Optional.empty(), messages::add, messages::add, ProgressListener.NONE)
        .run(
            FlatModel.open(),
            List.of(FolderCamera.open("folder", input, messages::add, messages::add)),
            new Stop());
  }

  private static List<JsonNode> lines(Path out) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("masks.jsonl"))) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }
}
