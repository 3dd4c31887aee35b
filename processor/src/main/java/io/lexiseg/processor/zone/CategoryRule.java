package io.lexiseg.processor.zone;

import io.lexiseg.schemas.Zone;
import io.lexiseg.schemas.ZoneEventKind;
import java.time.Instant;

/**
 * The rules of one zone: what the share of a category in a frame tells, given what was told before.
 * Each fact is told once, when it begins to hold. The same frames in the same order tell the same:
 * no clock, no other input.
 */
final class CategoryRule {
  private final Zone zone;
  private final EventLog log;

  CategoryRule(Zone zone, EventLog log) {
    this.zone = zone;
    this.log = log;
  }

  /**
   * Judges a category.
   *
   * @param share part of the zone it has, 0..1
   * @return where it stands now
   */
  CategoryState judge(String category, double share, CategoryState before) {
    CategoryState state = presence(category, share, before);
    state = stay(category, share, state);
    state = above(category, share, state);
    return below(category, share, state);
  }

  private CategoryState presence(String category, double share, CategoryState state) {
    double enter = zone.getPresentShare();
    double leave = zone.getLeaveShare().orElse(enter / 2);
    if (!state.present() && share >= enter) {
      tell(ZoneEventKind.ENTERED, category, share, log.now(), enter);
      return state.entered(log.now());
    }
    if (state.present() && share < leave) {
      tell(ZoneEventKind.LEFT, category, share, state.since(), leave);
      return state.left();
    }
    return state;
  }

  private CategoryState stay(String category, double share, CategoryState state) {
    if (!state.present() || state.stayTold() || zone.getPresentSeconds().isEmpty()) {
      return state;
    }
    int seconds = zone.getPresentSeconds().get();
    if (log.now().isBefore(state.since().plusSeconds(seconds))) {
      return state;
    }
    tell(ZoneEventKind.PRESENT, category, share, state.since(), seconds);
    return state.withStayTold();
  }

  private CategoryState above(String category, double share, CategoryState state) {
    if (zone.getShareAbove().isEmpty()) {
      return state.withAboveTold(false);
    }
    double limit = zone.getShareAbove().get();
    if (!state.aboveTold() && share > limit) {
      tell(ZoneEventKind.SHARE_ABOVE, category, share, log.now(), limit);
      return state.withAboveTold(true);
    }
    boolean back = share <= limit * (1 - zone.getLimitMargin());
    return back ? state.withAboveTold(false) : state;
  }

  private CategoryState below(String category, double share, CategoryState state) {
    if (zone.getShareBelow().isEmpty()) {
      return state.withBelowTold(false);
    }
    double limit = zone.getShareBelow().get();
    if (!state.belowTold() && share < limit) {
      tell(ZoneEventKind.SHARE_BELOW, category, share, log.now(), limit);
      return state.withBelowTold(true);
    }
    boolean back = share >= Math.min(1, limit * (1 + zone.getLimitMargin()));
    return back ? state.withBelowTold(false) : state;
  }

  private void tell(
      ZoneEventKind kind, String category, double share, Instant since, double limit) {
    log.seen(kind, zone.getName(), category, share, since, limit);
  }
}
