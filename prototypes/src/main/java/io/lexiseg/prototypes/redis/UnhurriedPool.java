package io.lexiseg.prototypes.redis;

import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.providers.ConnectionProvider;

/**
 * Connections of which one is made when somebody needs it.
 *
 * <p>As it comes, the pool replaces a broken connection at once, in the thread whose call broke it:
 * on a server that hangs a call that ran out of time would wait for it as long again.
 *
 * <p><b>Threads:</b> any number.
 */
final class UnhurriedPool extends ConnectionPool implements ConnectionProvider {
  UnhurriedPool(
      HostAndPort server,
      JedisClientConfig client,
      GenericObjectPoolConfig<Connection> configuration) {
    super(server, client, configuration);
  }

  /** Replaces a broken connection only where somebody waits for it. */
  @Override
  public void addObject() throws Exception {
    if (getNumWaiters() > 0) {
      super.addObject();
    }
  }

  @Override
  public Connection getConnection() {
    return getResource();
  }

  @Override
  public Connection getConnection(CommandArguments arguments) {
    return getResource();
  }
}
