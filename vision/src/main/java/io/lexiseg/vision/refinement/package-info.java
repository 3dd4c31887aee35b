/** How score maps are drawn to the edges of the image. */
@NullMarked
package io.lexiseg.vision.refinement;

import org.jspecify.annotations.NullMarked;
