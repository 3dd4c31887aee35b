package io.lexiseg.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexiseg.cli.CommandRun;
import io.lexiseg.demo.system.Pictures;
import io.lexiseg.demo.system.TinyModel;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluation on the generated pack: real networks, masks of noise. */
class EvaluateIT {
  private static final int PICTURES = 5;

  @TempDir Path folder;
  private TinyModel model;
  private Path root;
  private Path out;

  @BeforeEach
  void prepare() throws IOException {
    model = TinyModel.write(folder);
    root = folder.resolve("data");
    out = folder.resolve("out");
    Files.createDirectories(root.resolve("images"));
    Files.createDirectories(root.resolve("masks"));
    Files.writeString(
        root.resolve("classes.json"),
        "{\"unlabelled\": 0, \"classes\": {\"1\": \"road\", \"2\": \"sky\", \"3\": \"person\"}}");
    for (int i = 0; i < PICTURES; i++) {
      Files.write(
          root.resolve("images/p" + i + ".jpg"), JpegEncoder.encode(Pictures.noise(40, 50, i), 90));
      short[] values = new short[2000];
      for (int p = 0; p < values.length; p++) {
        values[p] = (short) (p / 40 % 4);
      }
      Files.write(root.resolve("masks/p" + i + ".png"), MaskPng.encode(Mask.of(40, 50, values)));
    }
  }

  @Test
  void shouldGiveTheSameFiguresInOneGoInPartsAndAfterARestart() throws IOException {
    // given
    CommandRun whole = new CommandRun();
    CommandRun merged = new CommandRun();
    CommandRun again = new CommandRun();
    whole.run(arguments("--json"));

    // when
    run("--out", out.toString(), "--shard", "1/2");
    run("--out", out.toString(), "--shard", "2/2");
    int code = merged.run(arguments("--json", "--out", out.toString(), "--merge"));
    Path single = folder.resolve("single");
    run("--out", single.toString(), "--only", "p[12]");
    again.run(arguments("--json", "--out", single.toString()));

    // then
    assertThat(code).isEqualTo(0);
    assertThat(whole.json().get("pictures").asInt()).isEqualTo(PICTURES);
    assertThat(merged.json()).isEqualTo(whole.json());
    assertThat(again.json()).isEqualTo(whole.json());
    assertThat(Files.readAllLines(single.resolve("pictures.jsonl"))).hasSize(1 + PICTURES);
    assertThat(files(single))
        .contains("report.json", "report.md", "report.html", "pictures.jsonl", "masks/p0.png");
    assertThat(Files.readString(single.resolve("report.html")))
        .contains("Worst pictures", "src=\"data:image/jpeg;base64,")
        .doesNotContain("src=\"http");
  }

  @Test
  void shouldSayWhichPartsAreMissing() {
    // given
    run("--out", out.toString(), "--shard", "1/2");
    CommandRun merged = new CommandRun();

    // when
    int code = merged.run(arguments("--out", out.toString(), "--merge"));

    // then
    assertThat(code).isEqualTo(1);
    assertThat(merged.err()).contains("2 of 5 pictures are not measured yet, the first is p1");
  }

  @Test
  void shouldRefuseToMixSettings() {
    // given
    run("--out", out.toString(), "--only", "p1");
    CommandRun command = new CommandRun();

    // when
    int code = command.run(arguments("--out", out.toString(), "--set", "localWeight=0.5"));

    // then
    assertThat(code).isEqualTo(1);
    assertThat(command.err()).contains("was made with other settings (localWeight is \"0.5\"");
  }

  @Test
  void shouldCompareConfigurations() throws IOException {
    // given
    CommandRun command = new CommandRun();

    // when
    int code =
        command.run(
            arguments(
                "--json",
                "--only",
                "p[01]",
                "--out",
                out.toString(),
                "--compare",
                "as it is:",
                "local: localWeight=1"));

    // then
    assertThat(command.err()).doesNotContain("\tat ");
    assertThat(code).isEqualTo(0);
    assertThat(command.json().findValuesAsText("label")).containsExactly("as it is", "local");
    assertThat(command.json().get(1).get("settings").get("localWeight").asText()).isEqualTo("1");
    assertThat(files(out))
        .contains("comparison.md", "comparison.json", "as-it-is/report.json", "local/report.html");
  }

  @Test
  void shouldMeasureThresholdsAsIfEachHadARunOfItsOwn() throws IOException {
    // given: road is background, so that sky and person are looked for
    Path definition = folder.resolve("own.json");
    Files.writeString(
        definition,
        """
        {"title": "noise", "background": "road", "categories": ["sky", "person"], "layouts": [
          {"pictures": "images/*.jpg", "masks": "masks/*.png", "labels": "1-3", "ignored": "0"}]}
        """);
    CommandRun curve = new CommandRun();
    CommandRun single = new CommandRun();

    // when
    int code =
        curve.run(
            arguments(
                "--json", "--dataset", definition.toString(), "--background", "0.3:0.6:0.005"));
    JsonNode middle = curve.json().get("points").get(30);
    single.run(
        arguments(
            "--json",
            "--dataset",
            definition.toString(),
            "--set",
            "background=base:threshold=" + middle.get("threshold").asText()));

    // then
    assertThat(code).as(curve.err()).isEqualTo(0);
    assertThat(curve.json().findValuesAsText("mIoU").stream().distinct())
        .as("a curve without bend would mean little")
        .hasSizeGreaterThan(2);
    assertThat(middle.get("mIoU")).isEqualTo(single.json().get("mIoU"));
    assertThat(middle.get("pixelAccuracy")).isEqualTo(single.json().get("pixelAccuracy"));
    assertThat(single.json().get("perCategory").has("road")).isTrue();
  }

  @Test
  void shouldSayThatThereIsNoBackground() {
    // given
    CommandRun command = new CommandRun();

    // when
    int code = command.run(arguments("--background", "0.4:0.5:0.1"));

    // then
    assertThat(code).isEqualTo(1);
    assertThat(command.err()).contains("expected a data set with background");
  }

  @Test
  void shouldWriteNothingWhenTheDataSetIsWrong() throws IOException {
    // given
    Files.delete(root.resolve("masks/p1.png"));
    Files.writeString(root.resolve("masks/p2.png"), "no mask");
    CommandRun command = new CommandRun();

    // when
    int code = command.run(arguments("--out", out.toString()));

    // then
    assertThat(code).isEqualTo(1);
    assertThat(command.err())
        .contains("2 problems with this data set")
        .contains("images/p1.jpg: expected masks/p1.png, found none")
        .contains("masks/p2.png: ");
    assertThat(out).doesNotExist();
  }

  @Test
  void shouldRefuseUnknownConstantBeforeMeasuring() {
    // given
    CommandRun command = new CommandRun();

    // when
    int code = command.run(arguments("--out", out.toString(), "--compare", "a:", "b: colour=red"));

    // then
    assertThat(code).isEqualTo(1);
    assertThat(command.err()).contains("colour");
    assertThat(out).doesNotExist();
  }

  private void run(String... more) {
    CommandRun command = new CommandRun();
    assertThat(command.run(arguments(more))).as(command.err()).isEqualTo(0);
  }

  private String[] arguments(String... more) {
    return Stream.concat(
            Stream.of(
                "evaluate",
                "--root",
                root.toString(),
                "--pack",
                model.pack().toString(),
                "--index",
                model.index().toString()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private static List<String> files(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files.map(file -> below.relativize(file).toString().replace('\\', '/')).toList();
    }
  }
}
