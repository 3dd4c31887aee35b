package io.lexiseg.lab.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.lab.figure.PictureCounts;
import java.time.Duration;

/**
 * One picture's result.
 *
 * @param counts right and wrong pixels
 * @param time from its bytes to its mask, while other pictures were in work
 */
public record MeasuredPicture(PictureCounts counts, Duration time) {
  ObjectNode toJson() {
    return counts.toJson().put("millis", time.toMillis());
  }

  /**
   * Reads what {@link #toJson} made.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static MeasuredPicture from(JsonNode json) {
    return new MeasuredPicture(
        PictureCounts.from(json), Duration.ofMillis(json.path("millis").asLong()));
  }
}
