/** Hides how a real Kafka broker runs inside this process. */
@NullMarked
package io.lexiseg.demo.broker;

import org.jspecify.annotations.NullMarked;
