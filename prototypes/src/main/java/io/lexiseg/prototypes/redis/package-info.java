/** A Redis server: where it is, how to get in, what to do while it does not answer. */
@NullMarked
package io.lexiseg.prototypes.redis;

import org.jspecify.annotations.NullMarked;
