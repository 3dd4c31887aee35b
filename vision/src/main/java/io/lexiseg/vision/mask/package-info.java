/** The result: masks, their statistics and encodings. */
@NullMarked
package io.lexiseg.vision.mask;

import org.jspecify.annotations.NullMarked;
