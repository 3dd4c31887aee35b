package io.lexiseg.cli.command.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.processor.generation.RequestSet;
import io.lexiseg.processor.generation.RequestSet.Caption;
import io.lexiseg.processor.generation.RequestSet.Target;
import io.lexiseg.schemas.PrototypeRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptionFileTest {
  private static final Target TARGET = new Target("request", "street", false, "sketch");

  @TempDir private Path folder;

  @Test
  void shouldReadCaptionsAndWantedWords() throws Exception {
    // when
    List<Caption> captions = read("a car on a road\tcar\n\n  a quay \n");
    // then
    assertThat(captions)
        .containsExactly(
            new Caption("1", "a car on a road", Optional.of("car"), 7),
            new Caption("3", "a quay", Optional.empty(), 8));
  }

  @Test
  void shouldRefuseAFileWithoutCaptions() {
    assertThatThrownBy(() -> read("\n \n"))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("found none");
  }

  @Test
  void shouldNameTheSameRequestsTheSame() throws Exception {
    // given
    RequestSet set = new RequestSet(TARGET, read("a car\na quay\n"));
    // when
    List<PrototypeRequest> requests = set.requests(Instant.EPOCH);
    // then
    assertThat(set.id()).matches("request-[0-9a-f]{40}");
    assertThat(new RequestSet(TARGET, read("a car\na quay\n")).id()).isEqualTo(set.id());
    assertThat(new RequestSet(TARGET, read("a car\na quay \tquay\n")).id())
        .isNotEqualTo(set.id());
    assertThat(requests).extracting(PrototypeRequest::getOrdinal).containsExactly(1, 2);
    assertThat(requests)
        .allSatisfy(
            request -> {
              assertThat(request.getRequestSet()).isEqualTo(set.id());
              assertThat(request.getTotal()).isEqualTo(2);
            });
  }

  private List<Caption> read(String text) throws Exception {
    return CaptionFile.read(Files.writeString(folder.resolve("captions.txt"), text), 7);
  }
}
