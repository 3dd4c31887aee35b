/** How a caption becomes prototypes: drawn, located, pooled, put under keys. */
@NullMarked
package io.lexiseg.indexbuilder.prototype;

import org.jspecify.annotations.NullMarked;
