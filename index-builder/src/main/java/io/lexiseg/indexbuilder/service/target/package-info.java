/** Hides where the index of a name lies, and what is published there. */
@NullMarked
package io.lexiseg.indexbuilder.service.target;

import org.jspecify.annotations.NullMarked;
