package io.lexiseg.processor.command.stream;

import io.lexiseg.processor.command.PreviewOrder;
import java.util.Optional;

/** Who tries proposed categories on pictures. */
@FunctionalInterface
public interface Previews {
  /**
   * Takes an order, to be done later and answered on the topic of statuses. Never blocks.
   *
   * @return why the order is refused; empty: it is taken
   */
  Optional<String> offer(PreviewOrder order);
}
