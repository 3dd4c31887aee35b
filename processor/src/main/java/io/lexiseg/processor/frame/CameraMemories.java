package io.lexiseg.processor.frame;

import io.lexiseg.recognition.pipeline.CameraMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memories of the cameras of one task. They go with the task: who takes its partition over
 * begins anew. All tasks of a process share a budget; beyond it, those used longest ago are
 * forgotten.
 *
 * <p><b>Threads:</b> for one thread; the budget for any number.
 */
public final class CameraMemories {
  private final Budget budget;
  private final Map<String, CameraMemory> memories = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** What the tasks of one process may take together. */
  public static final class Budget {
    private final long most;
    private final AtomicLong used = new AtomicLong();

    /**
     * Creates a budget of which nothing is used.
     *
     * @param most bytes; 0: nothing is remembered
     */
    public Budget(long most) {
      this.most = most;
    }

    /** Bytes in use. */
    public long used() {
      return used.get();
    }
  }

  CameraMemories(Budget budget) {
    this.budget = budget;
  }

  /** Memory of a camera, empty where nothing is known of it. */
  CameraMemory of(String cameraId) {
    return memories.computeIfAbsent(cameraId, none -> new CameraMemory());
  }

  /** Counts what is remembered after a frame, and forgets what is too much. */
  void settle() {
    memories.values().removeIf(memory -> memory.bytes() == 0);
    long now = memories.values().stream().mapToLong(CameraMemory::bytes).sum();
    for (String oldest : new ArrayList<>(memories.keySet())) {
      if (budget.used() - bytes + now <= budget.most) {
        break;
      }
      CameraMemory forgotten = memories.remove(oldest);
      now -= forgotten == null ? 0 : forgotten.bytes();
    }
    count(now);
  }

  /** Forgets everything. */
  void clear() {
    memories.clear();
    count(0);
  }

  private void count(long now) {
    budget.used.addAndGet(now - bytes);
    bytes = now;
  }
}
