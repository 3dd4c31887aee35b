package io.lexiseg.lab.evaluation;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes reports: JSON for programs, Markdown and a page for people. */
final class EvaluationFiles {
  private EvaluationFiles() {}

  /** Writes {@code report.json}, {@code report.md}, {@code report.html} into a folder. */
  static void write(Path folder, SegmentationDataset dataset, EvaluationResult result) {
    write(folder.resolve("report.json"), result.json().toPrettyString() + "\n");
    write(
        folder.resolve("report.md"),
        "# %s: %s%n%n%d pictures, %d ms each%n%n%s%n```json%n%s%n```%n"
            .formatted(
                dataset.title(),
                result.label(),
                result.pictures().size(),
                Math.round(result.millis()),
                result.report().toMarkdown(),
                result.settings().toPrettyString()));
    EvaluationPage page =
        new EvaluationPage(dataset, result, MaskStore.in(folder.resolve("masks")));
    write(folder.resolve("report.html"), page.html());
  }

  /** Writes a file; it is complete or not there. */
  static void write(Path file, String text) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(part, text, StandardCharsets.UTF_8);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new FailedException("%s: cannot be written".formatted(file), e);
    }
  }
}
