package io.lexiseg.processor.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.processor.generation.RequestSet.Caption;
import io.lexiseg.processor.generation.RequestSet.Target;
import io.lexiseg.schemas.PrototypeRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestSetTest {
  private static final Target TARGET = new Target("request", "street", false, "sketch");
  private static final Caption CAR = new Caption("1", "a car", Optional.empty(), 7);
  private static final Caption QUAY = new Caption("2", "a quay", Optional.empty(), 8);

  @Test
  void shouldNameTheSameRequestsTheSame() {
    // given
    RequestSet set = new RequestSet(TARGET, List.of(CAR, QUAY));
    Caption wanted = new Caption("2", "a quay", Optional.of("quay"), 8);
    // when
    List<PrototypeRequest> requests = set.requests(Instant.EPOCH);
    // then
    assertThat(set.id()).matches("request-[0-9a-f]{40}");
    assertThat(new RequestSet(TARGET, List.of(CAR, QUAY)).id()).isEqualTo(set.id());
    assertThat(new RequestSet(TARGET, List.of(CAR, wanted)).id()).isNotEqualTo(set.id());
    assertThat(requests).extracting(PrototypeRequest::getOrdinal).containsExactly(1, 2);
    assertThat(requests)
        .allSatisfy(
            request -> {
              assertThat(request.getRequestSet()).isEqualTo(set.id());
              assertThat(request.getTotal()).isEqualTo(2);
            });
  }
}
