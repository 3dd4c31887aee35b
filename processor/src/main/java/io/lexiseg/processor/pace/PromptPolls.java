package io.lexiseg.processor.pace;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a stream thread poll while frames wait in its buffers. Kafka Streams polls when they are
 * empty, or when half of the poll interval that it knows has passed; told a short one, it sees
 * frames of a partition soon, however many of another one are before them. A thread that comes in
 * the middle of its work finds what is there and does not wait for more.
 *
 * <p><b>Threads:</b> as the consumer, one.
 */
public final class PromptPolls implements InvocationHandler {
  /** After so much work a thread polls; a frame that takes longer is followed by a poll. */
  private static final Duration TURN = Duration.ofMillis(20);

  private final Consumer<byte[], byte[]> consumer;
  private final LongSupplier nanos;
  private long polledAt;

  private PromptPolls(Consumer<byte[], byte[]> consumer, LongSupplier nanos) {
    this.consumer = consumer;
    this.nanos = nanos;
    this.polledAt = nanos.getAsLong();
  }

  /**
   * The poll interval that Kafka Streams is told. The one that brokers are told is another, see
   * {@link PacedClients}.
   */
  public static Duration interval() {
    return TURN.multipliedBy(2);
  }

  /**
   * A consumer whose polls in the middle of work do not wait.
   *
   * @param nanos a clock that only grows
   */
  @SuppressWarnings("unchecked") // a proxy of the interface alone
  static Consumer<byte[], byte[]> of(Consumer<byte[], byte[]> consumer, LongSupplier nanos) {
    return (Consumer<byte[], byte[]>)
        Proxy.newProxyInstance(
            PromptPolls.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            new PromptPolls(consumer, nanos));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("poll")) {
      return poll((Duration) Objects.requireNonNull(arguments)[0]);
    }
    try {
      return method.invoke(consumer, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object poll(Duration timeout) {
    boolean working = nanos.getAsLong() - polledAt >= TURN.toNanos();
    try {
      return consumer.poll(working ? Duration.ZERO : timeout);
    } finally {
      polledAt = nanos.getAsLong();
    }
  }
}
