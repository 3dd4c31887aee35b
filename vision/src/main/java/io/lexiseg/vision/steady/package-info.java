/** Hides what is remembered of a camera's last picture, and how it is told what moved since. */
@NullMarked
package io.lexiseg.vision.steady;

import org.jspecify.annotations.NullMarked;
