package io.lexiseg.processor.zone;

import io.lexiseg.schemas.ZoneEvent;
import io.lexiseg.schemas.ZoneEventCause;
import io.lexiseg.schemas.ZoneEventKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects what one frame tells. */
final class EventLog {
  private final ZoneReport report;
  private final List<ZoneEvent> events = new ArrayList<>();

  EventLog(ZoneReport report) {
    this.report = report;
  }

  /** Capture time of the frame. */
  Instant now() {
    return report.source().getCapturedAt();
  }

  /**
   * The frame shows it.
   *
   * @param since when it entered, or now
   * @param limit that was passed
   */
  void seen(
      ZoneEventKind kind, String zone, String category, double share, Instant since, double limit) {
    events.add(
        event(kind, ZoneEventCause.SEEN, zone, category)
            .setShare(share)
            .setSince(since)
            .setLimit(limit)
            .build());
  }

  /** Nobody looks for it any more. */
  void ended(ZoneEventCause cause, String zone, String category, Instant since) {
    events.add(
        event(ZoneEventKind.LEFT, cause, zone, category).setShare(0).setSince(since).build());
  }

  private ZoneEvent.Builder event(
      ZoneEventKind kind, ZoneEventCause cause, String zone, String category) {
    return ZoneEvent.newBuilder()
        .setSource(report.source())
        .setZone(zone)
        .setZonesVersion(report.version())
        .setCategory(category)
        .setKind(kind)
        .setCause(cause)
        .setVocabularyId(report.vocabulary().vocabularyId())
        .setVocabularyVersion(report.vocabulary().version());
  }

  List<ZoneEvent> events() {
    return List.copyOf(events);
  }
}
