/** Hides how one frame becomes a mask, a drop or a dead letter. */
@NullMarked
package io.lexiseg.processor.frame;

import org.jspecify.annotations.NullMarked;
