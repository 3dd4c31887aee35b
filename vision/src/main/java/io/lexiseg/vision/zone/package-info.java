/** Which pixels lie in a polygon and what a mask has there. */
@NullMarked
package io.lexiseg.vision.zone;

import org.jspecify.annotations.NullMarked;
