package io.lexiseg.cli.viewer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.cli.output.PictureSegmenter;
import io.lexiseg.cli.viewer.camera.CameraRow;
import io.lexiseg.cli.viewer.camera.CameraState;
import io.lexiseg.schemas.SegmentationMask;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one open page knows, and what has changed since.
 *
 * <p>Nothing waits in line for a page: whoever reads slowly is told the newest state the next time,
 * and never hears of those between. What is kept is one state of each camera.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class EventStream {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ViewerServer.Content content;
  private final String writes;
  private final long epoch;
  private final long firstPicture;
  private final Map<String, ObjectNode> told = new LinkedHashMap<>();
  private final Map<String, Described> described = new LinkedHashMap<>();
  private ObjectNode toldRest = JSON.createObjectNode();

  /** What makes a legend, and the legend: made anew when it changes only. */
  private record Described(Object of, ObjectNode node) {}

  private record Source(Object legend, String vocabulary, int version, int height, int width) {}

  /**
   * Begins with a page that knows nothing.
   *
   * @param writes whether changes may be asked for
   */
  EventStream(ViewerServer.Content content, String writes) {
    this.content = content;
    this.writes = writes;
    this.epoch = content.cameras().began().toEpochMilli();
    this.firstPicture = content.cameras().firstPicture();
  }

  /** What a page that knows the last answer has to be told; without fields: nothing. */
  ObjectNode changes() {
    ObjectNode rest = rest();
    ObjectNode event = changed(rest, toldRest);
    toldRest = rest;
    Map<String, ObjectNode> now = new LinkedHashMap<>();
    content.cameras().board().rows().forEach(row -> now.put(row.id(), node(row)));
    ObjectNode cameras = JSON.createObjectNode();
    now.forEach(
        (id, row) -> {
          ObjectNode change = changed(row, told.getOrDefault(id, JSON.createObjectNode()));
          if (!change.isEmpty()) {
            cameras.set(id, change);
          }
        });
    gone(event, now);
    if (!cameras.isEmpty()) {
      event.set("cameras", cameras);
    }
    told.clear();
    told.putAll(now);
    return event;
  }

  private void gone(ObjectNode event, Map<String, ObjectNode> now) {
    ArrayNode gone = JSON.createArrayNode();
    told.keySet().stream().filter(id -> !now.containsKey(id)).forEach(gone::add);
    if (!gone.isEmpty()) {
      event.set("gone", gone);
      described.keySet().retainAll(now.keySet());
    }
  }

  /** Adds the time of this viewer, in milliseconds since its epoch. */
  byte[] withTime(ObjectNode event) {
    return ("data:" + event.put("now", content.cameras().clock().millis() - epoch) + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private ObjectNode rest() {
    return JSON.createObjectNode()
        .put("answering", content.cameras().board().answering().name())
        .put("vocabularies", content.vocabularies().revision())
        .put("writes", writes)
        .put("epoch", epoch)
        .put("pictures", firstPicture);
  }

  /** Small numbers take few bytes: milliseconds since the epoch that was told. */
  private long since(long millis) {
    return millis == 0 ? 0 : Math.max(1, millis - epoch);
  }

  private static ObjectNode changed(ObjectNode now, ObjectNode before) {
    ObjectNode change = JSON.createObjectNode();
    now.properties()
        .forEach(
            field -> {
              if (!field.getValue().equals(before.path(field.getKey()))) {
                change.set(field.getKey(), field.getValue());
              }
            });
    return change;
  }

  private ObjectNode node(CameraRow row) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("state", row.state().name())
            .put("waiting", row.waiting())
            .put("in", row.in())
            .put("masked", row.masked())
            .put("inRate", row.inRate())
            .put("maskedRate", row.maskedRate())
            .put("latency", row.latencyMillis())
            .put("arrived", since(row.arrivedMillis()))
            .put("answered", since(row.answeredMillis()))
            .put("picture", row.picture() == 0 ? 0 : row.picture() - firstPicture);
    node.set("dropped", JSON.valueToTree(row.dropped()));
    node.set("deadLetters", JSON.valueToTree(row.deadLetters()));
    // the time of each mask is worth its bytes only where it is missed
    node.put("maskedAt", row.state() == CameraState.UNMASKED ? since(row.maskedMillis()) : 0);
    node.put("seenInstead", row.mask().map(PictureSegmenter::seenInstead).orElse(""));
    node.put("zones", content.cameras().zones().revision(row.id()));
    row.mask().ifPresent(mask -> node.set("about", about(row.id(), mask)));
    return node;
  }

  private ObjectNode about(String id, SegmentationMask mask) {
    Source of =
        new Source(
            mask.getLegend(),
            mask.getVocabularyId(),
            mask.getVocabularyVersion(),
            mask.getHeight(),
            mask.getWidth());
    Described known = described.get(id);
    if (known == null || !known.of().equals(of)) {
      known = new Described(of, about(mask));
      described.put(id, known);
    }
    return known.node();
  }

  private static ObjectNode about(SegmentationMask mask) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("height", mask.getHeight())
            .put("width", mask.getWidth())
            .put("vocabularyId", mask.getVocabularyId())
            .put("vocabularyVersion", mask.getVocabularyVersion());
    node.set("legend", JSON.valueToTree(ViewerState.legend(mask)));
    return node;
  }
}
