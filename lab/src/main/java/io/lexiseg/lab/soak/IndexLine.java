package io.lexiseg.lab.soak;

import io.lexiseg.lab.system.TcpProxy;
import io.lexiseg.lab.system.TestedModel;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The way from processors to their index, which can be cut where the index is in Redis. */
final class IndexLine implements AutoCloseable {
  private static final int REDIS_PORT = 6379;

  private final String location;
  private final Optional<TcpProxy> proxy;

  private IndexLine(String location, Optional<TcpProxy> proxy) {
    this.location = location;
    this.proxy = proxy;
  }

  /**
   * Opens one, and fills the index if there is none at the address.
   *
   * @param redis address of an index; empty: that of the model, in a folder
   */
  static IndexLine open(Optional<String> redis, TestedModel model) throws IOException {
    if (redis.isEmpty()) {
      return new IndexLine(model.index(), Optional.empty());
    }
    String address = redis.get();
    model.publishTo(address);
    URI uri = URI.create(address);
    TcpProxy proxy = TcpProxy.start(uri.getHost(), uri.getPort() < 0 ? REDIS_PORT : uri.getPort());
    return new IndexLine(TestedModel.behind(address, proxy.localPort()), Optional.of(proxy));
  }

  /** What processors are told. */
  String location() {
    return location;
  }

  boolean canBeCut() {
    return proxy.isPresent();
  }

  void cut() throws IOException {
    proxy.orElseThrow().cut();
  }

  void mend() throws IOException {
    proxy.orElseThrow().mend();
  }

  @Override
  public void close() throws IOException {
    if (proxy.isPresent()) {
      proxy.get().close();
    }
  }
}
