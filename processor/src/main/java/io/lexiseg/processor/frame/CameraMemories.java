package io.lexiseg.processor.frame;

import io.lexiseg.recognition.pipeline.CameraMemory;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The memories of the cameras of one task. They go with the task: who takes its partition over
 * begins anew. All tasks of a process share a budget; beyond it, those used longest ago are
 * forgotten, whosever they are.
 *
 * <p><b>Threads:</b> for one thread; the budget for any number.
 */
public final class CameraMemories {
  private final Budget budget;
  private @Nullable Key last;

  /** A camera of a task; tasks are compared by identity. */
  private record Key(CameraMemories task, String cameraId) {}

  /** A memory, which its task's thread alone uses, and what it took when it was counted. */
  private static final class Kept {
    private final CameraMemory memory = new CameraMemory();
    private long bytes;
  }

  /** What the tasks of one process may take together. */
  public static final class Budget {
    private final long most;

    /** Those used longest ago first. */
    private final Map<Key, Kept> memories = new LinkedHashMap<>(16, 0.75f, true);

    private long used;

    /**
     * Creates a budget of which nothing is used.
     *
     * @param most bytes; 0: nothing is remembered
     */
    public Budget(long most) {
      this.most = most;
    }

    /** Bytes in use, as they were counted after each camera's last frame. */
    public synchronized long used() {
      return used;
    }

    private synchronized CameraMemory of(Key key) {
      return Objects.requireNonNull(memories.computeIfAbsent(key, none -> new Kept())).memory;
    }

    /** One that another task's frame has pushed out meanwhile stays forgotten. */
    private synchronized void settle(Key key) {
      Kept kept = memories.get(key);
      if (kept == null) {
        return;
      }
      long now = kept.memory.bytes();
      used += now - kept.bytes;
      kept.bytes = now;
      if (now == 0) {
        memories.remove(key);
      }
      Iterator<Kept> oldest = memories.values().iterator();
      while (used > most && oldest.hasNext()) {
        used -= oldest.next().bytes;
        oldest.remove();
      }
    }

    private synchronized void clear(CameraMemories task) {
      memories
          .entrySet()
          .removeIf(
              entry -> {
                boolean its = entry.getKey().task == task;
                used -= its ? entry.getValue().bytes : 0;
                return its;
              });
    }
  }

  CameraMemories(Budget budget) {
    this.budget = budget;
  }

  /** Memory of a camera, empty where nothing is known of it; the next frame is this camera's. */
  CameraMemory of(String cameraId) {
    last = new Key(this, cameraId);
    return budget.of(last);
  }

  /** Counts what is remembered after a frame, and forgets what is too much. */
  void settle() {
    if (last != null) {
      budget.settle(last);
      last = null;
    }
  }

  /** Forgets everything of this task. */
  void clear() {
    budget.clear(this);
  }
}
