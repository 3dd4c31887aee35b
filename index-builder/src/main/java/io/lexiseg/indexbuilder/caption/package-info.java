/** Captions and the files that hold them. */
@NullMarked
package io.lexiseg.indexbuilder.caption;

import org.jspecify.annotations.NullMarked;
