/** Pictures with reference masks: found, read, made into prototypes. */
@NullMarked
package io.lexiseg.indexbuilder.dataset;

import org.jspecify.annotations.NullMarked;
