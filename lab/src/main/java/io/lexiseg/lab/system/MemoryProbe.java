package io.lexiseg.lab.system;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into the memory of another JVM of the same user. */
public final class MemoryProbe implements AutoCloseable {
  private final long pid;
  private final JMXConnector connector;
  private final MemoryMXBean memory;

  private MemoryProbe(long pid, JMXConnector connector, MemoryMXBean memory) {
    this.pid = pid;
    this.connector = connector;
    this.memory = memory;
  }

  /** Attaches to a JVM. */
  @SuppressWarnings("BanJNDI") // the address is what a process of our own has just told us
  public static MemoryProbe attach(long pid) throws IOException {
    JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address(pid)));
    MemoryMXBean memory =
        ManagementFactory.newPlatformMXBeanProxy(
            connector.getMBeanServerConnection(),
            ManagementFactory.MEMORY_MXBEAN_NAME,
            MemoryMXBean.class);
    return new MemoryProbe(pid, connector, memory);
  }

  private static String address(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
      try {
        return machine.startLocalManagementAgent();
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("process %d: cannot be looked into".formatted(pid), e);
    }
  }

  /** What is left on the heap after a collection, bytes. */
  public long heapBytes() {
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  /** What the whole process has in memory, bytes; empty where the system does not tell. */
  public OptionalLong residentBytes() throws IOException {
    return residentBytes(pid);
  }

  /** The same of any process. */
  public static OptionalLong residentBytes(long pid) throws IOException {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    if (!Files.isReadable(status)) {
      return OptionalLong.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst();
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException e) {
      System.getLogger("memory").log(System.Logger.Level.DEBUG, "the process is gone", e);
    }
  }
}
