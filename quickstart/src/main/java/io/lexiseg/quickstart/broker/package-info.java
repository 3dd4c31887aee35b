/** Hides how a real Kafka broker runs inside this process. */
@NullMarked
package io.lexiseg.quickstart.broker;

import org.jspecify.annotations.NullMarked;
