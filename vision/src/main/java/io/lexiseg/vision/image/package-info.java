/** Pixels: decoding under limits, resizing, drawing. */
@NullMarked
package io.lexiseg.vision.image;

import org.jspecify.annotations.NullMarked;
