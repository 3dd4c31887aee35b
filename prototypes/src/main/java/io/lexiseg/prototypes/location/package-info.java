/** Finds the adapter that a location names. */
@NullMarked
package io.lexiseg.prototypes.location;

import org.jspecify.annotations.NullMarked;
