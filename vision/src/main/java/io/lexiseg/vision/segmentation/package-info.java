/** The online stage: windows, scores, arg-max. */
@NullMarked
package io.lexiseg.vision.segmentation;

import org.jspecify.annotations.NullMarked;
