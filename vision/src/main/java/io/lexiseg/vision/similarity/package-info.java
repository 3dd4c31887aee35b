/** Categories and how similar regions and windows are to them. */
@NullMarked
package io.lexiseg.vision.similarity;

import org.jspecify.annotations.NullMarked;
