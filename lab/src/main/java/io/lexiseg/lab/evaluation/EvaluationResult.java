package io.lexiseg.lab.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexiseg.lab.figure.EvaluationReport;
import io.lexiseg.lab.figure.EvaluationReport.Averaging;
import java.util.List;

/**
 * What one configuration achieved on a data set.
 *
 * @param label of the configuration
 * @param categories names of 1..N
 * @param averaging which categories the mean IoU is taken over
 * @param settings what it was made with, by name
 * @param pictures in order of the samples
 */
public record EvaluationResult(
    String label,
    List<String> categories,
    Averaging averaging,
    JsonNode settings,
    List<MeasuredPicture> pictures) {
  /** Copies the lists. */
  public EvaluationResult {
    categories = List.copyOf(categories);
    pictures = List.copyOf(pictures);
  }

  /** The figures. */
  public EvaluationReport report() {
    return EvaluationReport.of(
        categories, averaging, pictures.stream().map(MeasuredPicture::counts).toList());
  }

  /** Mean time for a picture in milliseconds; 0 without pictures. */
  double millis() {
    return pictures.stream().mapToLong(picture -> picture.time().toMillis()).average().orElse(0);
  }

  /** The figures, how they were made, and the mean time for a picture. */
  ObjectNode json() {
    ObjectNode json = report().json();
    json.put("millisPerPicture", Math.round(millis()));
    json.set("settings", settings);
    return json;
  }
}
