/** Hides how health and metrics are served. */
@NullMarked
package io.lexiseg.processor.health;

import org.jspecify.annotations.NullMarked;
