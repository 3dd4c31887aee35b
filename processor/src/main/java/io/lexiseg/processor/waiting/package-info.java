/** Hides how frames wait until there is something to segment them with. */
@NullMarked
package io.lexiseg.processor.waiting;

import org.jspecify.annotations.NullMarked;
