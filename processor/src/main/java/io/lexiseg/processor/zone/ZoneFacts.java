package io.lexiseg.processor.zone;

import io.lexiseg.processor.zone.ZoneReport.SeenZone;
import io.lexiseg.schemas.ZoneEvent;
import io.lexiseg.schemas.ZoneEventCause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a frame tells of the zones of its camera, given what was told before.
 *
 * @param states where the zones stand from now on; those of which nothing was told are left out
 * @param events in order: what ended with zones, then zone by zone
 */
record ZoneFacts(List<ZoneState> states, List<ZoneEvent> events) {
  ZoneFacts {
    states = List.copyOf(states);
    events = List.copyOf(events);
  }

  static ZoneFacts of(ZoneReport report, List<ZoneState> before) {
    EventLog log = new EventLog(report);
    Map<String, ZoneState> going = going(report, before, log);
    List<ZoneState> states = new ArrayList<>();
    for (SeenZone zone : report.zones()) {
      int definedIn = zone.drawn().known().zone().getDefinedIn();
      ZoneState state =
          going.getOrDefault(zone.name(), new ZoneState(zone.name(), definedIn, Map.of()));
      ZoneState next = zone.pixels() == 0 ? state : judged(report, zone, state, log);
      if (!next.categories().isEmpty()) {
        states.add(next);
      }
    }
    return new ZoneFacts(states, log.events());
  }

  /** The zones that are what they were; the others end. */
  private static Map<String, ZoneState> going(
      ZoneReport report, List<ZoneState> before, EventLog log) {
    Map<String, Integer> defined =
        report.zones().stream()
            .map(zone -> zone.drawn().known().zone())
            .collect(Collectors.toMap(zone -> zone.getName(), zone -> zone.getDefinedIn()));
    List<ZoneState> going = new ArrayList<>();
    for (ZoneState state : before) {
      if (Objects.equals(defined.get(state.zone()), state.definedIn())) {
        going.add(state);
      } else {
        state
            .categories()
            .forEach((name, one) -> end(ZoneEventCause.ZONE_CHANGED, state, name, one, log));
      }
    }
    return going.stream().collect(Collectors.toMap(ZoneState::zone, Function.identity()));
  }

  private static void end(
      ZoneEventCause cause, ZoneState zone, String name, CategoryState category, EventLog log) {
    if (category.present()) {
      log.ended(cause, zone.zone(), name, category.since());
    }
  }

  private static ZoneState judged(
      ZoneReport report, SeenZone zone, ZoneState before, EventLog log) {
    CategoryRule rule = new CategoryRule(zone.drawn().known().zone(), log);
    Map<String, CategoryState> gone = new LinkedHashMap<>(before.categories());
    for (int value : zone.drawn().values()) {
      gone.remove(report.category(value));
    }
    gone.forEach((name, one) -> end(ZoneEventCause.VOCABULARY_CHANGED, before, name, one, log));
    Map<String, CategoryState> now = new LinkedHashMap<>();
    for (int value : zone.drawn().values()) {
      String category = report.category(value);
      CategoryState state =
          rule.judge(
              category,
              zone.share(value),
              before.categories().getOrDefault(category, CategoryState.NOTHING));
      if (!state.equals(CategoryState.NOTHING)) {
        now.put(category, state);
      }
    }
    return new ZoneState(zone.name(), before.definedIn(), now);
  }
}
