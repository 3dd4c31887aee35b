package io.lexiseg.cli.command.zone;

import io.lexiseg.cli.option.Checks;
import io.lexiseg.schemas.Zone;
import io.lexiseg.schemas.ZoneAction;
import io.lexiseg.schemas.ZoneCommand;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a camera a zone. */
@Command(
    name = "define",
    description = "Give a camera a zone, or define one anew.",
    mixinStandardHelpOptions = true)
final class ZonesDefineCommand extends ZoneChange {
  @Parameters(index = "1", paramLabel = "NAME", description = "Name of the zone.")
  private String name;

  @Option(
      names = "--polygon",
      required = true,
      paramLabel = "\"X,Y X,Y X,Y\"",
      description =
          "3 to 64 corners in order, as parts of the picture's width and height, 0..1, from its top left.")
  private String polygon;

  @Option(
      names = "--category",
      paramLabel = "NAME",
      description = "Category to look at; may be repeated. Default: all of the vocabulary.")
  private List<String> categories = List.of();

  @Option(
      names = "--present-share",
      paramLabel = "S",
      description = "Part of the zone from which on a category is present (0.01).")
  private @Nullable Double presentShare;

  @Option(
      names = "--leave-share",
      paramLabel = "S",
      description = "Part below which it has left; default: half of --present-share.")
  private @Nullable Double leaveShare;

  @Option(
      names = "--present-seconds",
      paramLabel = "N",
      description = "Tell when a category is present for so long.")
  private @Nullable Integer presentSeconds;

  @Option(
      names = "--share-above",
      paramLabel = "S",
      description = "Tell when the part of a category is above this limit, 0..1.")
  private @Nullable Double shareAbove;

  @Option(
      names = "--share-below",
      paramLabel = "S",
      description = "Tell when the part of a category is below this limit; needs --category.")
  private @Nullable Double shareBelow;

  @Option(
      names = "--limit-margin",
      paramLabel = "M",
      description =
          "Part of a limit by which a share has to come back until it is told again (0.1).")
  private @Nullable Double limitMargin;

  ZonesDefineCommand() {
    super(ZoneAction.DEFINE);
  }

  @Override
  void fill(ZoneCommand.Builder command) {
    Zone.Builder zone =
        Zone.newBuilder()
            .setName(name)
            .setPolygon(Checks.parsed("--polygon", () -> PolygonText.parse(polygon)))
            .setCategories(categories);
    Optional.ofNullable(presentShare).ifPresent(zone::setPresentShare);
    Optional.ofNullable(leaveShare).ifPresent(zone::setLeaveShare);
    Optional.ofNullable(presentSeconds).ifPresent(zone::setPresentSeconds);
    Optional.ofNullable(shareAbove).ifPresent(zone::setShareAbove);
    Optional.ofNullable(shareBelow).ifPresent(zone::setShareBelow);
    Optional.ofNullable(limitMargin).ifPresent(zone::setLimitMargin);
    command.setZone(zone.build());
  }
}
