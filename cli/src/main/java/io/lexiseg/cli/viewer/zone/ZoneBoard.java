package io.lexiseg.cli.viewer.zone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.cli.output.RecordJson;
import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.ZoneAnswer;
import io.lexiseg.schemas.ZoneEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the page knows of zones: where they lie, what happened in them lately, and what became of
 * the last commands.
 *
 * <p><b>Threads:</b> safe.
 */
public final class ZoneBoard {
  private static final int MOST_EVENTS = 50;
  private static final int MOST_CAMERAS_WITH_EVENTS = 256;
  private static final int REMEMBERED_ANSWERS = 256;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, CameraZones> zones = new TreeMap<>();
  private final Map<String, Deque<ZoneEvent>> events = new LinkedHashMap<>();
  private final Map<String, ZoneAnswer> answers = new LinkedHashMap<>();
  private final Map<String, Long> revisions = new HashMap<>();
  private long revision;

  /** Takes a version of a camera's zones; none: nothing is known of them any more. */
  public synchronized void zones(String cameraId, @Nullable CameraZones changed) {
    if (changed == null) {
      zones.remove(cameraId);
    } else {
      zones.put(cameraId, changed);
    }
    revisions.put(cameraId, ++revision);
  }

  /** Takes what happened in a zone. */
  public synchronized void happened(ZoneEvent event) {
    String camera = event.getSource().getCameraId();
    Deque<ZoneEvent> known = Optional.ofNullable(events.remove(camera)).orElseGet(ArrayDeque::new);
    known.addFirst(event);
    if (known.size() > MOST_EVENTS) {
      known.removeLast();
    }
    events.put(camera, known); // behind the others: it was heard last
    forgetOldest(events, MOST_CAMERAS_WITH_EVENTS);
    revisions.put(camera, ++revision);
  }

  /** Takes what became of a command. */
  public synchronized void answered(ZoneAnswer answer) {
    answers.put(answer.getCommandId(), answer);
    forgetOldest(answers, REMEMBERED_ANSWERS);
  }

  private static void forgetOldest(Map<String, ?> entries, int most) {
    if (entries.size() > most) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  /** What became of a command that was asked for lately; empty: nothing yet. */
  public synchronized Optional<ZoneAnswer> answer(String commandId) {
    return Optional.ofNullable(answers.get(commandId));
  }

  /** Rises whenever {@link #view} of the camera may have changed; 0: there is nothing to see. */
  public synchronized long revision(String cameraId) {
    return revisions.getOrDefault(cameraId, 0L);
  }

  /** {@code version}, 0 where there is none, {@code zones}, and {@code events}, newest first. */
  public synchronized ObjectNode view(String cameraId) {
    Optional<CameraZones> known = Optional.ofNullable(zones.get(cameraId));
    ObjectNode view =
        JSON.createObjectNode().put("version", known.map(CameraZones::getVersion).orElse(0));
    ArrayNode list = view.putArray("zones");
    known.ifPresent(all -> all.getZones().forEach(zone -> list.add(RecordJson.of(zone))));
    ArrayNode past = view.putArray("events");
    events
        .getOrDefault(cameraId, new ArrayDeque<>())
        .forEach(event -> past.add(RecordJson.of(event)));
    return view;
  }
}
