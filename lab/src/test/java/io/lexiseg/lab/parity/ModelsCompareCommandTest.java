package io.lexiseg.lab.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexiseg.cli.CommandRun;
import io.lexiseg.vision.pack.onnx.OnnxType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCompareCommandTest {
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

  private int compare(String... options) {
    String[] arguments = new String[options.length + 6];
    String[] first = {
      "models", "compare",
      "--pack", Golden.pack(folder, OnnxType.FLOAT32).folder().toString(),
      "--reference", Golden.reference().toString()
    };
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(options, 0, arguments, first.length, options.length);
    return command.run(arguments);
  }
}
