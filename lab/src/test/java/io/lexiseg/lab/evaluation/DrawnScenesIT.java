package io.lexiseg.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexiseg.cli.CommandRun;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.ProgressListener;
import io.lexiseg.vision.pack.shipped.EncoderPacks;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Meaning, not only numbers: the index that ships was made of captions alone, and segments scenes
 * that {@code tools/sketch/scenes.py} drew with another seed. What it is compared with stands in
 * tools/sketch/README.md, section "The whole circle".
 */
class DrawnScenesIT {
  @TempDir private Path folder;

  @Test
  void shouldSegmentScenesByPrototypesOfCaptionsAlone() throws Exception {
    // given
    String pack =
        EncoderPacks.open(PackStore.at(folder), EncoderPacks.DRAWINGS, ProgressListener.NONE)
            .folder()
            .toString();
    Path scenes = Path.of(DrawnScenesIT.class.getResource("drawn").toURI());
    CommandRun command = new CommandRun();

    // when
    int code =
        command.run(
            "evaluate",
            "--root",
            scenes.toString(),
            "--pack",
            pack,
            "--index",
            "../indexes/drawings",
            "--json");

    // then
    assertThat(code).as(command.err()).isEqualTo(0);
    JsonNode report = command.json();
    assertThat(report.get("mIoU").asDouble()).isGreaterThan(75);
    assertThat(report.get("pixelAccuracy").asDouble()).isGreaterThan(93);
  }
}
