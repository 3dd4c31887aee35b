package io.lexiseg.indexbuilder.generation;

import io.lexiseg.indexbuilder.attribution.AttributionMap;
import io.lexiseg.vision.image.RgbImage;
import java.util.Map;

/**
 * A drawn picture with the attribution of the words that the generator found in its prompt.
 *
 * @param image upright, of the generator's size
 * @param attributions by word, in the order of the request; a word that the prompt's tokens do not
 *     hold, such as one cut off at the end, is absent
 */
public record GeneratedPicture(RgbImage image, Map<String, AttributionMap> attributions) {}
