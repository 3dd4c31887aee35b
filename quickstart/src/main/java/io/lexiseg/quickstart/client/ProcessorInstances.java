package io.lexiseg.quickstart.client;

import io.lexiseg.quickstart.FailedException;
import io.lexiseg.schemas.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The processor instances that run now: whoever belongs to the group that reads frames. */
public final class ProcessorInstances implements AutoCloseable {
  private static final Pattern CLIENT_ID =
      Pattern.compile("(.+)" + Pattern.quote(Topics.FRAME_GROUP_SUFFIX) + "-StreamThread-\\d+-.*");

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
    Set<String> ids = new TreeSet<>();
    for (MemberDescription member : members) {
      Matcher matcher = CLIENT_ID.matcher(member.clientId());
      if (matcher.matches()) {
        ids.add(matcher.group(1));
      }
    }
    return ids;
  }

  @Override
  public void close() {
    admin.close();
  }
}
