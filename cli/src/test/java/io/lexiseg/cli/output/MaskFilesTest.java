package io.lexiseg.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.schemas.CategoryRle;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskFilesTest {
  @TempDir Path folder;

  @Test
  void shouldWriteMaskOverlayAndLine() throws Exception {
    // given
    Path out = folder.resolve("deep/out");

    // when
    try (MaskFiles files = MaskFiles.open(out)) {
      files.write("x", Records.mask("gate", 4, "road", "sky"), Optional.of(new byte[] {9}));
    }

    // then
    assertThat(MaskPng.decode(Files.readAllBytes(out.resolve("x.mask.png"))).value(1, 2))
        .isEqualTo(1);
    assertThat(out.resolve("x.overlay.jpg")).hasBinaryContent(new byte[] {9});
    List<String> lines = Files.readAllLines(out.resolve("masks.jsonl"));
    assertThat(lines).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(lines.get(0));
    assertThat(line.path("name").asText()).isEqualTo("x");
    assertThat(line.has("data")).isFalse();
    assertThat(line.path("height").asInt()).isEqualTo(2);
    assertThat(line.path("width").asInt()).isEqualTo(3);
    assertThat(line.path("vocabularyVersion").asInt()).isEqualTo(7);
    assertThat(line.path("encoding").asText()).isEqualTo("PNG");
    assertThat(line.path("legend").findValuesAsText("category")).containsExactly("road", "sky");
    assertThat(line.path("source").path("frameId").asLong()).isEqualTo(4);
    assertThat(line.path("segmentedAt").asText()).isEqualTo("2026-01-02T03:04:05.000006Z");
  }

  @Test
  void shouldWriteAPngOfAnyForm() throws Exception {
    // given
    SegmentationMask runs =
        SegmentationMask.newBuilder(Records.mask("gate", 4, "road", "sky"))
            .setEncoding(MaskEncoding.COCO_RLE)
            .setData(ByteBuffer.allocate(0))
            .setRle(List.of(new CategoryRle(2, "06")))
            .build();

    // when
    try (MaskFiles files = MaskFiles.open(folder)) {
      files.write("x", runs, Optional.empty());
    }

    // then
    Mask written = MaskPng.decode(Files.readAllBytes(folder.resolve("x.mask.png")));
    assertThat(written.values()).hasSize(6).containsOnly(2);
    JsonNode line =
        new ObjectMapper().readTree(Files.readAllLines(folder.resolve("masks.jsonl")).get(0));
    assertThat(line.path("rle").get(0).path("counts").asText()).isEqualTo("06");
  }

  @Test
  void shouldSayThatARecordHoldsNoMask() {
    // given
    SegmentationMask nothing =
        SegmentationMask.newBuilder(Records.mask("gate", 4, "road"))
            .setEncoding(MaskEncoding.UNKNOWN)
            .build();

    // when, then
    try (MaskFiles files = MaskFiles.open(folder)) {
      assertThatThrownBy(() -> files.write("x", nothing, Optional.empty()))
          .isInstanceOf(FailedException.class)
          .hasMessageContaining("got UNKNOWN");
    }
    assertThat(folder.resolve("x.mask.png")).doesNotExist();
  }

  @Test
  void shouldNotOverwriteAnotherPictureOfTheSameName() {
    try (MaskFiles files = MaskFiles.open(folder)) {
      // when
      String first = files.write("x", Records.mask("a", 0, "road"), Optional.empty());
      String second = files.write("x", Records.mask("b", 0, "road"), Optional.empty());

      // then
      assertThat(List.of(first, second)).containsExactly("x", "x-2");
    }
    assertThat(folder.resolve("x.overlay.jpg")).doesNotExist();
    assertThat(folder.resolve("x-2.mask.png")).exists();
  }

  @Test
  void shouldLeaveNothingOfAResultThatCannotBeWrittenWhole() throws Exception {
    // given
    Files.createDirectories(folder.resolve("x.overlay.jpg/in the way"));
    try (MaskFiles files = MaskFiles.open(folder)) {
      // when / then
      assertThatThrownBy(
              () -> files.write("x", Records.mask("a", 0, "road"), Optional.of(new byte[] {9})))
          .isInstanceOf(FailedException.class)
          .hasMessageStartingWith(folder.resolve("x") + ": cannot be written: ");
      files.write("y", Records.mask("a", 1, "road"), Optional.empty());
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("x.overlay.jpg", "y.mask.png", "masks.jsonl");
    }
    assertThat(Files.readAllLines(folder.resolve("masks.jsonl"))).hasSize(1);
  }

  @Test
  void shouldLeaveNothingWhenTheDiskIsFull() throws Exception {
    // given
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "needs /dev/full");
    try (MaskFiles files = MaskFiles.open(folder)) {
      Files.createSymbolicLink(folder.resolve("x.mask.png.part"), full);

      // when / then
      assertThatThrownBy(() -> files.write("x", Records.mask("a", 0, "road"), Optional.empty()))
          .isInstanceOf(FailedException.class)
          .hasMessageContaining("No space left on device");
    }
    assertThat(folder.resolve("x.mask.png")).doesNotExist();
    assertThat(Files.exists(folder.resolve("x.mask.png.part"), LinkOption.NOFOLLOW_LINKS))
        .isFalse();
    assertThat(folder.resolve("masks.jsonl")).isEmptyFile();
  }

  @Test
  void shouldTellOfAnEarlierRun() {
    try (MaskFiles first = MaskFiles.open(folder)) {
      assertThat(first.remark()).isEmpty();
      first.write("x", Records.mask("a", 0, "road"), Optional.empty());
    }
    try (MaskFiles second = MaskFiles.open(folder)) {
      assertThat(second.remark()).hasValueSatisfying(text -> assertThat(text).contains("earlier"));
    }
  }

  @Test
  void shouldSayThatTheFolderCannotBeWritten() throws Exception {
    // given
    Path file = Files.writeString(folder.resolve("file"), "");

    // when / then
    assertThatThrownBy(() -> MaskFiles.open(file.resolve("out")))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("output folder " + file.resolve("out"));
  }
}
