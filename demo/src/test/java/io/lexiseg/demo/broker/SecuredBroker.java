package io.lexiseg.demo.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.utils.Time;

/**
 * A broker without topics where users come through SASL_SSL and may do nothing until they are
 * allowed to; whoever comes through its other listener is a super user.
 */
public final class SecuredBroker implements AutoCloseable {
  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private final String superUsers;

  private SecuredBroker(KafkaRaftServer server, String bootstrapServers, String superUsers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
    this.superUsers = superUsers;
  }

  /**
   * Starts one.
   *
   * @param keyStore PKCS12 with the broker's certificate
   * @param secret of the key store
   * @param passwords by user
   */
  public static SecuredBroker start(
      Path folder, Path keyStore, String secret, Map<String, String> passwords) {
    int open = Ports.free(0);
    int secured = Ports.free(0);
    int controller = Ports.free(0);
    Properties properties = BrokerProperties.of(folder, open, controller);
    properties.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,SASL_SSL://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(open, secured, controller));
    properties.put(
        "advertised.listeners",
        "PLAINTEXT://127.0.0.1:%d,SASL_SSL://127.0.0.1:%d".formatted(open, secured));
    properties.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
    properties.put("sasl.enabled.mechanisms", "PLAIN");
    properties.put("listener.name.sasl_ssl.plain.sasl.jaas.config", users(passwords));
    properties.put("ssl.keystore.location", keyStore.toString());
    properties.put("ssl.keystore.password", secret);
    properties.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    properties.put("super.users", "User:ANONYMOUS");
    EmbeddedBroker.format(folder);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    server.startup();
    return new SecuredBroker(server, "127.0.0.1:" + secured, "127.0.0.1:" + open);
  }

  private static String users(Map<String, String> passwords) {
    return passwords.entrySet().stream()
        .map(user -> "user_%s=\"%s\"".formatted(user.getKey(), user.getValue()))
        .collect(
            Collectors.joining(
                " ", "org.apache.kafka.common.security.plain.PlainLoginModule required ", ";"));
  }

  /** Where users come in. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Allows it, and returns when it holds. */
  public void allow(List<AclBinding> rights) throws Exception {
    try (Admin admin = superUser()) {
      admin.createAcls(rights).all().get();
    }
  }

  /** A client that may do anything. */
  public Admin superUser() {
    return Admin.create(Map.of("bootstrap.servers", superUsers));
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
