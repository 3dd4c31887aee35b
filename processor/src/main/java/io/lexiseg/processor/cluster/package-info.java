/** Hides which setting, topic and right belongs to which client of a cluster. */
@NullMarked
package io.lexiseg.processor.cluster;

import org.jspecify.annotations.NullMarked;
