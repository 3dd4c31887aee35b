package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.CommandRun;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line on the generated pack: real networks, real Kafka. */
class SegmentAndDemoIT {
  private static final String VOCABULARY = "road,sky,person";

  @TempDir Path folder;
  private Path input;
  private TinyModel model;

  @BeforeEach
  void prepare() throws IOException {
    model = TinyModel.write(folder);
    input = Files.createDirectory(folder.resolve("in put"));
    for (int i = 0; i < 3; i++) {
      // Few large blots, so that there are superpixels to tell apart.
      var picture = Resizing.bilinear(Pictures.noise(4, 5 + i, i), 90, 160);
      Files.write(input.resolve("p" + i + ".jpg"), JpegEncoder.encode(picture, 90));
    }
  }

  @Test
  void shouldGiveTheSameMasksWithAndWithoutKafka() throws IOException {
    // given
    Path offline = folder.resolve("offline");
    Path kafka = folder.resolve("kafka");
    CommandRun segment = new CommandRun();
    CommandRun demo = new CommandRun();

    // when
    int segmented =
        segment.run(
            "segment",
            input.toString(),
            "--out",
            offline.toString(),
            "--vocabulary",
            VOCABULARY,
            "--pack",
            model.pack().toString(),
            "--index",
            model.index().toString());
    int demonstrated =
        demo.run(
            "demo",
            "--input",
            input.toString(),
            "--out",
            kafka.toString(),
            "--no-viewer",
            "--vocabulary",
            VOCABULARY,
            "--frames",
            "60",
            "--pack",
            model.pack().toString(),
            "--index",
            model.index().toString());

    // then
    assertThat(segment.err()).doesNotContain("\tat ");
    assertThat(List.of(segmented, demonstrated)).containsOnly(0);
    assertThat(segment.out()).startsWith("3 masks, 0 failed");
    assertThat(demo.out()).contains("3 frames published = 3 masks + 0 drops + 0 dead letters");
    Set<Integer> values = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      byte[] png = Files.readAllBytes(offline.resolve("p" + i + ".mask.png"));
      assertThat(kafka.resolve("p" + i + ".mask.png")).hasBinaryContent(png);
      assertThat(kafka.resolve("p" + i + ".overlay.jpg"))
          .hasSameBinaryContentAs(offline.resolve("p" + i + ".overlay.jpg"));
      values.addAll(values(MaskPng.decode(png)));
    }
    assertThat(values).as("a comparison of constant masks would mean little").hasSizeGreaterThan(1);
    assertThat(values).allMatch(value -> value >= 0 && value <= 3);
  }

  @Test
  void shouldSayWhichPicturesFailedAndExitWithOne() throws IOException {
    // given
    Files.writeString(input.resolve("broken.jpg"), "text");
    Files.createSymbolicLink(input.resolve("gone.jpg"), input.resolve("nowhere"));
    Files.copy(input.resolve("p0.jpg"), input.resolve("n".repeat(246) + ".jpg"));
    Files.createDirectory(input.resolve("album"));
    CommandRun command = new CommandRun();

    // when
    int code =
        command.run(
            "segment",
            input.toString(),
            "--out",
            folder.resolve("out").toString(),
            "--vocabulary",
            VOCABULARY,
            "--pack",
            model.pack().toString(),
            "--index",
            model.index().toString());

    // then
    assertThat(code).isEqualTo(1);
    assertThat(command.out()).startsWith("3 masks, 3 failed");
    assertThat(command.err())
        .contains("broken.jpg: undecodable-image")
        .contains("gone.jpg: cannot be read: there is no such file")
        .contains("nnn.jpg: ")
        .contains("File name too long")
        .contains("album");
    assertThat(Files.readAllLines(folder.resolve("out/masks.jsonl"))).hasSize(3);
  }

  @Test
  void shouldSayThatThePortIsInUse() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // given
      CommandRun command = new CommandRun();

      // when
      int code =
          command.run(
              "demo",
              "--input",
              input.toString(),
              "--port",
              "" + other.getLocalPort(),
              "--pack",
              model.pack().toString(),
              "--index",
              model.index().toString());

      // then
      assertThat(code).isEqualTo(1);
      assertThat(command.err())
          .contains("port " + other.getLocalPort() + " to be free")
          .doesNotContain("\tat ");
    }
  }

  private static Set<Integer> values(Mask mask) {
    Set<Integer> values = new HashSet<>();
    for (short value : mask.values()) {
      values.add(Short.toUnsignedInt(value));
    }
    return values;
  }
}
