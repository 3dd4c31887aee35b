package io.lexiseg.cli.client;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.processor.report.FrameClients;
import io.lexiseg.schemas.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The processor instances that run now: whoever belongs to the group that reads frames. */
public final class ProcessorInstances implements AutoCloseable {
  private final Admin admin;
  private final String group;

  /**
   * Opens a client.
   *
   * @param applicationId of the processor
   */
  public ProcessorInstances(KafkaConnection connection, String applicationId) {
    this.admin = connection.admin();
    this.group = applicationId + Topics.FRAME_GROUP_SUFFIX;
  }

  /**
   * Ids of all instances, sorted; none if there is no such group.
   *
   * @throws FailedException if the broker does not say
   */
  public Set<String> live() {
    try {
      return ids(
          admin
              .describeConsumerGroups(List.of(group))
              .describedGroups()
              .values()
              .iterator()
              .next()
              .get()
              .members());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("group " + group + ": interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Set.of();
      }
      throw new FailedException(
          "group %s: expected to be described: %s".formatted(group, KafkaConnection.reason(e)), e);
    }
  }

  private static Set<String> ids(Collection<MemberDescription> members) {
    return FrameClients.instances(members.stream().map(MemberDescription::clientId).toList());
  }

  @Override
  public void close() {
    admin.close();
  }
}
