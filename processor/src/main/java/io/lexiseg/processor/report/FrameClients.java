package io.lexiseg.processor.report;

import io.lexiseg.schemas.Topics;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells processor instances by the clients that belong to the group that reads frames. */
public final class FrameClients {
  private static final Pattern CLIENT_ID =
      Pattern.compile("(.+)" + Pattern.quote(Topics.FRAME_GROUP_SUFFIX) + "-StreamThread-\\d+-.*");

  private FrameClients() {}

  /** Ids of the instances that these clients belong to, sorted. */
  public static Set<String> instances(Collection<String> clientIds) {
    Set<String> ids = new TreeSet<>();
    for (String clientId : clientIds) {
      Matcher matcher = CLIENT_ID.matcher(clientId);
      if (matcher.matches()) {
        ids.add(matcher.group(1));
      }
    }
    return ids;
  }
}
