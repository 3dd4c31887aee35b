/** Hides how one tells whether a JPEG file holds every coefficient that its header announces. */
@NullMarked
package io.lexiseg.vision.jpeg;

import org.jspecify.annotations.NullMarked;
