/** Which generated prototypes are left out of an index, and why. */
@NullMarked
package io.lexiseg.indexbuilder.filter;

import org.jspecify.annotations.NullMarked;
