/** Hides how long Kafka has to wait for slow frames. */
@NullMarked
package io.lexiseg.processor.pace;

import org.jspecify.annotations.NullMarked;
