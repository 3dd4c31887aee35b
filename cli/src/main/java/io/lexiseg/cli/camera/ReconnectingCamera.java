package io.lexiseg.cli.camera;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.schemas.connection.BackOff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A live source that is opened again, with growing pauses, whenever it fails or ends, until the end
 * is wished. A source that is not live is left as it is: its end is the end.
 *
 * <p><b>Threads:</b> one at a time; the end may be wished by any.
 */
public final class ReconnectingCamera implements Camera {
  private static final BackOff BACK_OFF =
      BackOff.doubling(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final Supplier<Camera> opening;
  private final Waiting waiting;
  private final Consumer<String> messages;
  private final String id;
  private final boolean live;
  private Optional<Camera> camera;
  private int failures;

  /** How time passes between two attempts. */
  @FunctionalInterface
  public interface Waiting {
    /**
     * Waits.
     *
     * @return whether to go on; not if the end was wished meanwhile
     */
    boolean until(Duration passed);

    /** In short sleeps, looking whether the end is wished. */
    static Waiting unless(BooleanSupplier ended) {
      return passed -> {
        long end = System.nanoTime() + passed.toNanos();
        while (!ended.getAsBoolean() && end - System.nanoTime() > 0) {
          java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
          if (Thread.currentThread().isInterrupted()) {
            return false;
          }
        }
        return !ended.getAsBoolean();
      };
    }
  }

  /**
   * Opens a source for the first time.
   *
   * @param opening opens it, each time anew
   * @param messages hears what went wrong and when it is tried again
   * @throws FailedException if it cannot be opened this first time: more likely a wrong address
   *     than a pause of the camera
   */
  public ReconnectingCamera(Supplier<Camera> opening, Waiting waiting, Consumer<String> messages) {
    this.opening = opening;
    this.waiting = waiting;
    this.messages = messages;
    Camera first = opening.get();
    this.camera = Optional.of(first);
    this.id = first.id();
    this.live = first.live();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public boolean live() {
    return live;
  }

  /** The next picture; of a live source empty only once the end is wished. */
  @Override
  public Optional<CapturedImage> next() {
    return live ? again(Camera::next) : camera.flatMap(Camera::next);
  }

  @Override
  public boolean skip() {
    return live
        ? again(open -> open.skip() ? Optional.of(true) : Optional.empty()).isPresent()
        : camera.map(Camera::skip).orElse(false);
  }

  @Override
  public Optional<Path> folder() {
    return camera.flatMap(Camera::folder);
  }

  private <T> Optional<T> again(Function<Camera, Optional<T>> taking) {
    while (waiting.until(Duration.ZERO)) {
      try {
        Optional<T> taken = taking.apply(opened());
        if (taken.isPresent()) {
          failures = 0;
          return taken;
        }
        lost("%s: the live source ended".formatted(id));
      } catch (FailedException e) {
        lost(String.valueOf(e.getMessage()));
      }
    }
    return Optional.empty();
  }

  private Camera opened() {
    Camera open = camera.orElseGet(opening);
    camera = Optional.of(open);
    return open;
  }

  private void lost(String reason) {
    Duration pause = BACK_OFF.pause(++failures);
    messages.accept("%s; next attempt in %d s".formatted(reason, pause.toSeconds()));
    close();
    waiting.until(pause);
  }

  @Override
  public void close() {
    Optional<Camera> open = camera;
    camera = Optional.empty();
    open.ifPresent(Camera::close);
  }
}
