/** Hides how a service of several topologies starts its threads, and ends them in time. */
@NullMarked
package io.lexiseg.processor.running;

import org.jspecify.annotations.NullMarked;
