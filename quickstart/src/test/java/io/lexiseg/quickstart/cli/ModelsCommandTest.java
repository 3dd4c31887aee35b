package io.lexiseg.quickstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.onnx.TinyPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  /** Small networks and what timm and open_clip make of fixed pictures with the same weights. */
  private static final Path GOLDEN =
      Path.of("..", "vision/src/test/resources/io/lexiseg/vision/pack/golden");

  @TempDir Path folder;

  private final CommandRun command = new CommandRun();

  @Test
  void shouldCompareAPackWithAReference() {
    // when
    int code = compare("--json");

    // then
    assertThat(code).isZero();
    JsonNode networks = command.json().path("networks");
    assertThat(networks.findValuesAsText("network")).containsExactly("dense", "image", "text");
    for (JsonNode network : networks) {
      assertThat(network.path("lowestCosine").asDouble()).isGreaterThan(0.9999);
    }
  }

  @Test
  void shouldFailWhenAPackIsFurtherOffThanAllowed() {
    // when
    int code = compare("--least-cosine", "1.1");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(command.out()).contains("dense    147 vectors, cosine at least 1.0000000");
    assertThat(command.err())
        .contains("expected a cosine of at least 1.1", "dense 0.99", "text 0.99");
  }

  @Test
  void shouldSayAllThatIsWrongWithPacks() throws IOException {
    // given
    Path good = folder.resolve("good");
    Path wrong = folder.resolve("wrong");
    TinyPack.write(good, 1);
    TinyPack.write(wrong, 1);
    Files.writeString(wrong.resolve("image.onnx"), "cut");
    Path description = wrong.resolve(ModelPack.FILE_NAME);
    Files.writeString(description, Files.readString(description).replace("int32", "int64"));

    // when
    int code = command.run("models", "verify", good.toString(), wrong.toString(), "none-such");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(command.out()).contains("good: 3 files intact");
    assertThat(command.err())
        .contains("image.onnx: expected 619702 bytes, got 3")
        .contains("image.onnx: expected a network in ONNX format")
        .contains("input input_ids: expected INT64 [?, 77], got INT32 [?, 77]")
        .contains("pack none-such: expected a folder or one of");
  }

  @Test
  void shouldSayHowPacksAreHadThatNobodyOffers() {
    // when
    int code = command.run("models", "pull", "none-such");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(command.err()).contains("tools/export/export.py", "--from URL", "LEXISEG_PACKS_URL");
  }

  private int compare(String... options) {
    String[] arguments = new String[options.length + 6];
    String[] first = {
      "models", "compare",
      "--pack", GOLDEN.resolve("pack").toString(),
      "--reference", GOLDEN.resolve("reference").toString()
    };
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(options, 0, arguments, first.length, options.length);
    return command.run(arguments);
  }
}
