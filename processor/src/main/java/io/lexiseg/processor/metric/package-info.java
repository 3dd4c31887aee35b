/** What the processor counts and measures. */
@NullMarked
package io.lexiseg.processor.metric;

import org.jspecify.annotations.NullMarked;
