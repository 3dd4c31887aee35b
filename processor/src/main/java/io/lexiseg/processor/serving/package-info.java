/** Which version of a vocabulary holds for a camera now, and what is said of it. */
@NullMarked
package io.lexiseg.processor.serving;

import org.jspecify.annotations.NullMarked;
