/** The index in Redis with the search module. */
@NullMarked
package io.lexiseg.prototypes.redisearch;

import org.jspecify.annotations.NullMarked;
