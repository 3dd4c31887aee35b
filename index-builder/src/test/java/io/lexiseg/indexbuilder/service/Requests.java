package io.lexiseg.indexbuilder.service;

import io.lexiseg.schemas.PrototypeRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Requests to feed topologies with. */
public final class Requests {
  /** When everything happens. */
  public static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

  private Requests() {}

  /** One of a set for the index {@code street} that the fake maker can fulfil. */
  public static PrototypeRequest.Builder request(String set, int ordinal, int total) {
    return PrototypeRequest.newBuilder()
        .setRequestSet(set)
        .setOrdinal(ordinal)
        .setTotal(total)
        .setCaptionId("caption-" + ordinal)
        .setCaption("road car")
        .setIndexName("street")
        .setGeneratorId(FakeMaker.GENERATOR)
        .setSeed(ordinal)
        .setRequestedAt(NOW);
  }

  /** A set of one request a caption. */
  public static List<PrototypeRequest> set(String id, String... captions) {
    List<PrototypeRequest> requests = new ArrayList<>();
    for (String caption : captions) {
      requests.add(request(id, requests.size() + 1, captions.length).setCaption(caption).build());
    }
    return requests;
  }
}
