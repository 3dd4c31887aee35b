package io.lexiseg.demo.security;

import io.lexiseg.cli.access.AccessRights;
import io.lexiseg.cli.access.Role;
import io.lexiseg.demo.broker.SecuredBroker;
import io.lexiseg.demo.registry.InMemorySchemaRegistry;
import io.lexiseg.demo.registry.SecuredRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclBinding;

/** Broker and registry behind TLS and passwords, one user a role, each with its least rights. */
record SecuredCluster(
    Path folder, TestCertificate certificate, SecuredBroker broker, InMemorySchemaRegistry registry)
    implements AutoCloseable {
  static final String APPLICATION = "plant";

  /** In every password. */
  static final String SECRET = "hunter2";

  static SecuredCluster start(Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.make(folder);
    Map<String, String> passwords = new HashMap<>();
    for (Role role : Role.values()) {
      passwords.put(role.toString(), password(role));
    }
    SecuredBroker broker =
        SecuredBroker.start(
            folder.resolve("broker"), certificate.keyStore(), TestCertificate.SECRET, passwords);
    SecuredCluster cluster =
        new SecuredCluster(
            folder,
            certificate,
            broker,
            SecuredRegistry.start(certificate.context(), passwords, Role.ADMIN.toString()));
    cluster.allow();
    return cluster;
  }

  private static String password(Role role) {
    return SECRET + "-" + role;
  }

  private void allow() throws Exception {
    AccessRights rights = AccessRights.around(APPLICATION);
    List<AclBinding> bindings = new ArrayList<>();
    for (Role role : Role.values()) {
      rights.of(role).forEach(right -> bindings.addAll(right.bindings("User:" + role)));
    }
    broker.allow(bindings);
  }

  /** The file that tells a role's commands how to get in. */
  Path config(Role role) throws Exception {
    return config(role, password(role), password(role));
  }

  /** As the other, with these passwords at broker and registry. */
  Path config(Role role, String atBroker, String atRegistry) throws Exception {
    return Files.writeString(
        Files.createTempFile(folder, role + "-", ".properties"),
        """
        bootstrap.servers=%s
        schema.registry.url=%s
        application.id=%s
        http.port=0
        guarantee=exactly-once
        kafka.state.dir=%s
        kafka.security.protocol=SASL_SSL
        kafka.sasl.mechanism=PLAIN
        kafka.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="%s" password="%s";
        kafka.ssl.truststore.type=PEM
        kafka.ssl.truststore.location=%s
        registry.basic.auth.user.info=%s:%s
        registry.ssl.truststore.type=PEM
        registry.ssl.truststore.location=%s
        """
            .formatted(
                broker.bootstrapServers(),
                registry.url(),
                APPLICATION,
                folder.resolve("streams"),
                role,
                atBroker,
                certificate.pem(),
                role,
                atRegistry,
                certificate.pem()));
  }

  @Override
  public void close() {
    registry.close();
    broker.close();
  }
}
