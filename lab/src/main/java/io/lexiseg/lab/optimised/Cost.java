package io.lexiseg.lab.optimised;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a window took.
 *
 * @param cpu seconds of processors
 * @param wall seconds by the clock
 */
record Cost(double cpu, double wall) {
  private static final double SECOND = 1e9;

  /** Of work in this process, which should do nothing else meanwhile. */
  static Cost of(Runnable work) {
    long cpu = cpuTime();
    long wall = System.nanoTime();
    work.run();
    return new Cost((cpuTime() - cpu) / SECOND, (System.nanoTime() - wall) / SECOND);
  }

  private static long cpuTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
