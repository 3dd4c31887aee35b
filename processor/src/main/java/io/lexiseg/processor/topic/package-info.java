/**
 * Hides how the topics of a cluster are looked at, and what of them a processor cannot do without.
 */
@NullMarked
package io.lexiseg.processor.topic;

import org.jspecify.annotations.NullMarked;
