package io.lexiseg.lab.camera;

/** A camera on the loopback address. */
interface CameraServer extends AutoCloseable {
  /** Where it listens. */
  int port();

  /**
   * What a reader opens.
   *
   * @param authority user, host and port, as they stand in an address
   */
  String url(String authority);

  /** Stops it and breaks its connections. */
  @Override
  void close();

  /** A thread that ends with the process. */
  static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "camera-server");
    thread.setDaemon(true);
    return thread;
  }
}
