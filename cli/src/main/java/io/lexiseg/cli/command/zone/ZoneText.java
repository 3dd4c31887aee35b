package io.lexiseg.cli.command.zone;

import io.lexiseg.schemas.Zone;
import io.lexiseg.schemas.ZoneEvent;
import java.time.Duration;
import java.util.Locale;

/** Zones and what happens in them, a line each. */
final class ZoneText {
  private static final double MILLIS = 1000;

  private ZoneText() {}

  /** For example: {@code gate: car, person; present from 0.01; longer than 30 s; "0,0 1,0 1,1"}. */
  static String of(Zone zone) {
    StringBuilder text = new StringBuilder(zone.getName()).append(": ");
    text.append(
        zone.getCategories().isEmpty()
            ? "all categories"
            : String.join(", ", zone.getCategories()));
    text.append("; present from ").append(zone.getPresentShare());
    zone.getLeaveShare().ifPresent(share -> text.append(", left below ").append(share));
    zone.getPresentSeconds()
        .ifPresent(seconds -> text.append("; longer than ").append(seconds).append(" s"));
    zone.getShareAbove().ifPresent(limit -> text.append("; above ").append(limit));
    zone.getShareBelow().ifPresent(limit -> text.append("; below ").append(limit));
    return text.append("; \"").append(PolygonText.of(zone.getPolygon())).append('"').toString();
  }

  /** For example: {@code 2026-05-01T10:00:31Z yard gate: car left after 31.0 s, share 0.002}. */
  static String of(ZoneEvent event) {
    return "%s %s %s: %s %s"
        .formatted(
            event.getSource().getCapturedAt(),
            event.getSource().getCameraId(),
            event.getZone(),
            event.getCategory(),
            what(event));
  }

  private static String what(ZoneEvent event) {
    double seconds =
        Duration.between(event.getSince(), event.getSource().getCapturedAt()).toMillis() / MILLIS;
    String after = String.format(Locale.ROOT, "%.1f s", seconds);
    String share = String.format(Locale.ROOT, "share %.4f", event.getShare());
    String limit = event.getLimit().map(String::valueOf).orElse("");
    return switch (event.getKind()) {
      case ENTERED -> "entered, " + share;
      case PRESENT -> "present for " + after + ", " + share;
      case SHARE_ABOVE -> share + " above " + limit;
      case SHARE_BELOW -> share + " below " + limit;
      case LEFT ->
          switch (event.getCause()) {
            case ZONE_CHANGED -> "left after " + after + ", as the zone was changed";
            case VOCABULARY_CHANGED -> "left after " + after + ", as the vocabulary was changed";
            default -> "left after " + after + ", " + share;
          };
      case UNKNOWN -> "did what this version does not know";
    };
  }
}
