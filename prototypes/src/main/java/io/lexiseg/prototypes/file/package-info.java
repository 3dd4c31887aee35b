/** The one-machine index: a memory-mapped file, exact search. */
@NullMarked
package io.lexiseg.prototypes.file;

import org.jspecify.annotations.NullMarked;
