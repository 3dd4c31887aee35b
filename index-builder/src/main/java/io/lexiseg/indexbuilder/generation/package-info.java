/** How captions become prototypes: a picture, attribution masks, pooled features, keys. */
@NullMarked
package io.lexiseg.indexbuilder.generation;

import org.jspecify.annotations.NullMarked;
