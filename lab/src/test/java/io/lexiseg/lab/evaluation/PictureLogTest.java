package io.lexiseg.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.lab.evaluation.request.Shard;
import io.lexiseg.lab.figure.PictureCounts;
import io.lexiseg.vision.mask.Mask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureLogTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void setUp() {
    file = PictureLog.file(folder.resolve("new"), Shard.WHOLE);
  }

  @Test
  void shouldContinueWhereItEnded() {
    // given
    try (PictureLog log = PictureLog.open(file, givenSettings("0.8"))) {
      log.add(givenPicture("a"));
    }

    // when
    try (PictureLog log = PictureLog.open(file, givenSettings("0.8"))) {
      log.add(givenPicture("b"));
    }

    // then
    PictureLog.Content content = PictureLog.read(file);
    assertThat(content.pictures().keySet()).containsExactly("a", "b");
    assertThat(content.pictures().values())
        .extracting(MeasuredPicture::toJson)
        .containsExactly(givenPicture("a").toJson(), givenPicture("b").toJson());
    assertThat(content.settings()).isEqualTo(givenSettings("0.8"));
  }

  @Test
  void shouldDropLineThatWasCutOff() throws IOException {
    // given
    try (PictureLog log = PictureLog.open(file, givenSettings("0.8"))) {
      log.add(givenPicture("a"));
    }
    byte[] line = "{\"name\": \"bä".getBytes(StandardCharsets.UTF_8);
    Files.write(file, Arrays.copyOf(line, line.length - 1), StandardOpenOption.APPEND);

    // when
    try (PictureLog log = PictureLog.open(file, givenSettings("0.8"))) {
      log.add(givenPicture("c"));
    }

    // then
    assertThat(PictureLog.read(file).pictures().keySet()).containsExactly("a", "c");
  }

  @Test
  void shouldRefuseOtherSettings() {
    // given
    PictureLog.open(file, givenSettings("0.8")).close();

    // when, then
    assertThatThrownBy(() -> PictureLog.open(file, givenSettings("0.9").put("pack", "tiny")))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining(
            "pictures.jsonl: was made with other settings (localWeight is \"0.9\", was \"0.8\"; pack is \"tiny\", was ); choose another --out");
  }

  @Test
  void shouldRefuseFileInUse() {
    try (PictureLog log = PictureLog.open(file, givenSettings("0.8"))) {
      assertThat(log.pictures()).isEmpty();
      assertThatThrownBy(() -> PictureLog.open(file, givenSettings("0.8")))
          .isInstanceOf(FailedException.class)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void shouldRefuseOtherFile() throws IOException {
    // given
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"a\": 1}\n{\"b\": 2}\n");

    // when, then
    assertThatThrownBy(() -> PictureLog.read(file))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("expected the counts of a picture, got {\"b\":2}");
  }

  @Test
  void shouldFindTheFilesOfAllParts() throws IOException {
    // given
    Files.writeString(PictureLog.file(folder, new Shard(2, 2)), "");
    Files.writeString(PictureLog.file(folder, new Shard(1, 2)), "");
    Files.writeString(folder.resolve("report.json"), "");

    // when, then
    assertThat(PictureLog.files(folder))
        .extracting(path -> path.getFileName().toString())
        .containsExactly("pictures-1-of-2.jsonl", "pictures-2-of-2.jsonl");
  }

  private static ObjectNode givenSettings(String localWeight) {
    return new ObjectMapper().createObjectNode().put("localWeight", localWeight);
  }

  private static MeasuredPicture givenPicture(String name) {
    Mask reference = Mask.of(1, 4, new short[] {0, 1, 1, 40});
    Mask predicted = Mask.of(1, 4, new short[] {1, 1, 0, 2});
    return new MeasuredPicture(PictureCounts.of(name, reference, predicted), Duration.ofMillis(12));
  }
}
