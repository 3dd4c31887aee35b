/** Everything the processor can be told, and where it is told. */
@NullMarked
package io.lexiseg.processor.config;

import org.jspecify.annotations.NullMarked;
