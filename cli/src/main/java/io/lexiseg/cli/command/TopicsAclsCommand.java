package io.lexiseg.cli.command;

import io.lexiseg.cli.access.AccessRight;
import io.lexiseg.cli.access.AccessRights;
import io.lexiseg.cli.access.Role;
import io.lexiseg.cli.client.connection.ClusterSettings;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.Json;
import io.lexiseg.cli.option.KafkaOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the least rights of each role; asks nobody and changes nothing. */
@Command(
    name = "acls",
    description = "Print the least rights of each role as commands of Kafka's own tool.",
    mixinStandardHelpOptions = true)
final class TopicsAclsCommand implements Callable<Integer> {
  private static final String USER = "User:";

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "One of ${COMPLETION-CANDIDATES}; may be given several times (all).")
  private List<Role> roles = List.of(Role.values());

  @Option(
      names = "--principal",
      paramLabel = "User:NAME",
      description = "Who gets the rights (User:lexiseg-ROLE).")
  private @Nullable String principal;

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      description = "Application id of the processor (lexiseg).")
  private @Nullable String applicationId;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Checks.require(
        principal == null || principal.matches("\\w+:.+"),
        "--principal: expected a type and a name such as User:camera, got " + principal);
    ClusterSettings settings = kafka.settings();
    AccessRights rights =
        AccessRights.around(Optional.ofNullable(applicationId).orElse(settings.applicationId()));
    if (json) {
      Json.print(
          spec.commandLine().getOut(), roles.stream().map(role -> object(role, rights)).toList());
    } else {
      roles.forEach(role -> print(role, rights, settings.bootstrapServers()));
    }
    return ExitCode.OK;
  }

  private void print(Role role, AccessRights rights, String bootstrapServers) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("# %s: %s%n", role, role.purpose());
    for (AccessRight right : rights.of(role)) {
      out.printf(
          "kafka-acls.sh --bootstrap-server %s --command-config admin.properties --add"
              + " --allow-principal %s %s%n",
          bootstrapServers, principal(role), right.arguments());
    }
    out.printf(
        "# schema registry: %s of %s%n",
        role == Role.ADMIN ? "register and set the compatibility" : "look up schemas",
        String.join(", ", rights.subjects(role)));
  }

  private Map<String, Object> object(Role role, AccessRights rights) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (AccessRight right : rights.of(role)) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("resourceType", right.type());
      row.put("name", right.name());
      row.put("patternType", right.pattern());
      row.put("operations", right.operationNames());
      rows.add(row);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("role", role.toString());
    object.put("principal", principal(role));
    object.put("rights", rows);
    object.put("subjects", rights.subjects(role));
    return object;
  }

  private String principal(Role role) {
    return principal == null ? USER + "lexiseg-" + role : principal;
  }
}
