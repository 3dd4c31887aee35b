/** Hides how index builders are killed while they work, with a generator that draws nothing. */
@NullMarked
package io.lexiseg.lab.builders;

import org.jspecify.annotations.NullMarked;
