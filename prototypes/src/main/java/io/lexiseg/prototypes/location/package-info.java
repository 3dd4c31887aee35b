/** Hides whether an index lies in a folder or in Redis. */
@NullMarked
package io.lexiseg.prototypes.location;

import org.jspecify.annotations.NullMarked;
