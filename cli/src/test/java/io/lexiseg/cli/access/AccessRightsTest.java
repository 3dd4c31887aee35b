package io.lexiseg.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexiseg.cli.CommandRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.Test;

class AccessRightsTest {
  private final AccessRights rights = AccessRights.around("plant");

  @Test
  void shouldNameGroupsTransactionsAndStoresAfterTheApplication() {
    assertThat(rights.of(Role.PROCESSOR))
        .extracting(AccessRight::arguments)
        .contains(
            "--operation Read --topic frames",
            "--operation DescribeConfigs --operation Write --topic masks",
            "--operation DescribeConfigs --operation Read --operation Write --topic vocabularies",
            "--operation DescribeConfigs --operation Read --operation Write --topic vocabulary-status",
            "--operation Read --operation Write --topic plant-vocabulary-bound-cameras-changelog",
            "--operation Read --operation Write --topic plant-frames-waiting-frames-changelog",
            "--operation Read --group plant-frames",
            "--operation Read --group plant-vocabulary",
            "--operation Describe --operation Write --transactional-id plant-vocabulary-"
                + " --resource-pattern-type prefixed");
  }

  @Test
  void shouldLetACameraWriteFramesAndNothingElse() {
    assertThat(rights.of(Role.CAMERA))
        .extracting(AccessRight::arguments)
        .containsExactly("--operation Write --topic frames");
    assertThat(rights.subjects(Role.CAMERA)).containsExactly("frames-value");
  }

  @Test
  void shouldLetNobodyButTheAdminCreate() {
    for (Role role : Role.values()) {
      assertThat(rights.of(role).toString().contains("CREATE")).isEqualTo(role == Role.ADMIN);
    }
  }

  @Test
  void shouldPrintTheListAsCommandsAndAsJson() {
    // given
    CommandRun text = new CommandRun();
    CommandRun json = new CommandRun();
    // when
    text.run("topics", "acls", "--role", "operator", "--application-id", "plant");
    json.run(
        "topics",
        "acls",
        "--role",
        "operator",
        "--application-id",
        "plant",
        "--principal",
        "User:ann",
        "--json");
    // then
    List<String> printed = new ArrayList<>();
    rights.of(Role.OPERATOR).forEach(right -> printed.add(right.arguments()));
    assertThat(text.out().lines().filter(line -> line.startsWith("kafka-acls.sh")))
        .containsExactlyElementsOf(
            printed.stream()
                .map(
                    "kafka-acls.sh --bootstrap-server localhost:9092 --command-config admin.properties --add --allow-principal User:lexiseg-operator "
                        ::concat)
                .toList());
    JsonNode role = json.json().get(0);
    assertThat(role.get("principal").asText()).isEqualTo("User:ann");
    assertThat(role.get("rights")).hasSize(printed.size());
    assertThat(role.get("subjects").toString()).contains("vocabulary-commands-value");
  }

  @Test
  void shouldBecomeOneBindingForEachOperation() {
    // when
    Set<AclBinding> bindings = rights.of(Role.CAMERA).get(0).bindings("User:camera");
    // then
    assertThat(bindings).singleElement().asString().contains("User:camera", "WRITE", "frames");
  }
}
