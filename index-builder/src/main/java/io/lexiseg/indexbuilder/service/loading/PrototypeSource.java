package io.lexiseg.indexbuilder.service.loading;

import io.lexiseg.schemas.MadePrototype;
import java.util.function.Consumer;

/** Where prototypes lie that were made. */
@FunctionalInterface
public interface PrototypeSource {
  /**
   * Reads everything that was committed until now, in any order, repeats included.
   *
   * @param sinceMillis older ones may be left out, milliseconds since 1970
   * @throws org.apache.kafka.common.KafkaException if they cannot be read now
   */
  void read(long sinceMillis, Consumer<MadePrototype> prototypes);
}
