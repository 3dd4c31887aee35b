package io.lexiseg.vision.setting;

import io.lexiseg.vision.option.OptionKind;
import io.lexiseg.vision.similarity.Aggregation;

/**
 * An aggregation that another part of the project adds to the settings; found by {@link
 * java.util.ServiceLoader}.
 */
public interface AggregationKind extends OptionKind<Aggregation> {}
