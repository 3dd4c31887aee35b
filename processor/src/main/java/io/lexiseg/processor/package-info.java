/** Hides how frames and vocabulary commands become masks on Kafka. */
@NullMarked
package io.lexiseg.processor;

import org.jspecify.annotations.NullMarked;
