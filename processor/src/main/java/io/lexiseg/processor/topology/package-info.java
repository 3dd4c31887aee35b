/** What Kafka Streams is told: topologies, settings, which faults heal. */
@NullMarked
package io.lexiseg.processor.topology;

import org.jspecify.annotations.NullMarked;
