package io.lexiseg.vision.encoder.batch;

import io.lexiseg.vision.encoder.EncoderException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One item on its way through a batcher. */
final class Request<T, R> {
  private final T item;
  private final Object shape;
  private final long arrivedNanos = System.nanoTime();
  private final CompletableFuture<R> result = new CompletableFuture<>();

  Request(T item, Object shape) {
    this.item = item;
    this.shape = shape;
  }

  T item() {
    return item;
  }

  boolean fits(Request<T, R> other) {
    return shape.equals(other.shape);
  }

  long arrivedNanos() {
    return arrivedNanos;
  }

  void complete(R value) {
    result.complete(value);
  }

  void fail(RuntimeException cause) {
    result.completeExceptionally(cause);
  }

  /** Whether a result is there or nobody waits for one any more. */
  boolean isDone() {
    return result.isDone();
  }

  void abandon() {
    result.cancel(false);
  }

  R await(String batcher) {
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EncoderException(batcher + ": interrupted while waiting for a result", e);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new EncoderException(batcher + ": " + cause.getMessage(), cause);
    }
  }
}
