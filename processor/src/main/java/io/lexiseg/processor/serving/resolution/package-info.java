/** When versions are resolved: lanes, retries, clocks. */
@NullMarked
package io.lexiseg.processor.serving.resolution;

import org.jspecify.annotations.NullMarked;
