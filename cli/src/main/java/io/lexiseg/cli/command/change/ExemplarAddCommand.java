package io.lexiseg.cli.command.change;

import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.vocabulary.ExemplarFiles;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.schemas.VocabularyCommand;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds an exemplar to a category. */
@Command(
    name = "add",
    description = "Add a picture of a category, with the region that shows it.",
    mixinStandardHelpOptions = true)
public final class ExemplarAddCommand extends VocabularyChange {
  @Parameters(index = "0", paramLabel = "CATEGORY", description = "Name of the category.")
  private String category;

  @Parameters(index = "1", paramLabel = "PICTURE", description = "JPEG, PNG or WebP file.")
  private Path picture;

  @Option(
      names = "--box",
      paramLabel = "X,Y,W,H",
      description = "The region as a rectangle: left, top, width, height, in pixels.")
  private @Nullable String box;

  @Option(
      names = "--mask",
      paramLabel = "FILE",
      description = "The region as a grey PNG of the picture's size, other than 0 where it is.")
  private @Nullable Path mask;

  @Option(
      names = "--by-reference",
      description = "Send the picture's address instead of the picture; processors must see it.")
  private boolean byReference;

  ExemplarAddCommand() {
    super(CommandAction.ADD_EXEMPLAR);
  }

  @Override
  void fill(VocabularyCommand.Builder command) {
    Checks.require(
        (box == null) != (mask == null), "region: expected --box or --mask, one of them");
    Object region =
        box == null
            ? ExemplarFiles.content(Objects.requireNonNull(mask))
            : box(Objects.requireNonNull(box));
    Object shown = byReference ? ExemplarFiles.reference(picture) : ExemplarFiles.content(picture);
    command.setNames(List.of(category)).setExemplar(new Exemplar(shown, region));
  }

  private static PictureBox box(String text) {
    int[] sides =
        Checks.parsed(
            "--box",
            () ->
                Arrays.stream(text.split(","))
                    .mapToInt(side -> Integer.parseInt(side.strip()))
                    .toArray());
    Checks.require(
        sides.length == 4, "--box: expected left, top, width, height, got '%s'".formatted(text));
    return new PictureBox(sides[1], sides[0], sides[3], sides[2]);
  }
}
