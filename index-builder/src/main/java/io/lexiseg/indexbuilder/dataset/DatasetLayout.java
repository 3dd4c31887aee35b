package io.lexiseg.indexbuilder.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a data set's files lie and its masks are labelled.
 *
 * @param pictures where pictures are, a {@link PathPattern}
 * @param masks where masks are; asterisks stand for the same as in {@code pictures}
 * @param list file with the names that belong to the set, one a line; null: every mask does
 * @param morePictures whether pictures without mask are none of the set's
 * @param labels of categories 1..N in order, as ranges
 * @param ignored labels that count nowhere, as ranges
 */
record DatasetLayout(
    @JsonProperty(required = true) String pictures,
    @JsonProperty(required = true) String masks,
    @Nullable String list,
    boolean morePictures,
    @JsonProperty(required = true) String labels,
    @JsonProperty(required = true) String ignored) {

  /** File with the names that belong to the set. */
  Optional<String> listFile() {
    return Optional.ofNullable(list);
  }

  LabelTable table() {
    return LabelTable.of(LabelTable.labels(labels), LabelTable.labels(ignored));
  }

  int categories() {
    return LabelTable.labels(labels).length;
  }
}
