/** Hides when prototypes are asked for on demand, with which captions, and where that stands. */
@NullMarked
package io.lexiseg.processor.generation;

import org.jspecify.annotations.NullMarked;
