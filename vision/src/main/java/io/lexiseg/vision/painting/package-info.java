/** Averages scores over windows and lets categories compete for each pixel. */
@NullMarked
package io.lexiseg.vision.painting;

import org.jspecify.annotations.NullMarked;
