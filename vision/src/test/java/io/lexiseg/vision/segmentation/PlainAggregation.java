package io.lexiseg.vision.segmentation;

import io.lexiseg.vision.similarity.Aggregation;
import java.util.List;

/** An aggregation that also says in plain words what it makes of cosines, for the oracle. */
interface PlainAggregation extends Aggregation {

  /**
   * The local term of a category.
   *
   * @param cosines of one feature to the prototypes of each category
   */
  double local(List<List<Double>> cosines, int category);
}
