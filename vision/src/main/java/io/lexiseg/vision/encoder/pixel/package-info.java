/** From an image to the tensor that a network takes. */
@NullMarked
package io.lexiseg.vision.encoder.pixel;

import org.jspecify.annotations.NullMarked;
