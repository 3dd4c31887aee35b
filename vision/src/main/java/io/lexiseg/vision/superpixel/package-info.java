/** Superpixels: label maps and the algorithms that cut them. */
@NullMarked
package io.lexiseg.vision.superpixel;

import org.jspecify.annotations.NullMarked;
