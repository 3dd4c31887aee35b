package io.lexiseg.indexbuilder.service.making;

import static io.lexiseg.indexbuilder.service.Requests.request;
import static io.lexiseg.indexbuilder.service.Requests.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lexiseg.indexbuilder.service.BuilderBench;
import io.lexiseg.indexbuilder.service.FakeMaker;
import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.schemas.MadePrototype;
import io.lexiseg.schemas.NounDrop;
import io.lexiseg.schemas.PrototypeOutcome;
import io.lexiseg.schemas.PrototypeRequest;
import io.lexiseg.schemas.Topics;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrototypeRequestsTest {
  private final FakeMaker maker = FakeMaker.instant();
  @TempDir private Path folder;
  private BuilderBench bench;

  @BeforeEach
  void open() {
    bench = new BuilderBench(folder, maker);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {Topics.PROTOTYPE_REQUESTS, Topics.URGENT_PROTOTYPE_REQUESTS})
  void shouldMakePrototypesAndCountThem(String topic) {
    // when
    bench.send(topic, request("s", 1, 1).setCaption("road fog car").build());
    // then
    assertThat(bench.prototypes())
        .extracting(MadePrototype::getNoun, MadePrototype::getPosition)
        .containsExactly(tuple("road", 0), tuple("car", 1));
    assertThat(bench.prototypes().get(0).getKey().order(ByteOrder.LITTLE_ENDIAN).getFloat(0))
        .isEqualTo(
            maker
                .make(List.of(MadeRecords.task(request("s", 1, 1).build())))
                .get(0)
                .prototypes()
                .get(0)
                .key()[0]);
    assertThat(bench.outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getPrototypes()).isEqualTo(2);
              assertThat(outcome.getDropped())
                  .extracting(NounDrop::getReason)
                  .containsExactly("empty-mask");
            });
  }

  @Test
  void shouldMakeOnlyTheNounThatIsWanted() {
    // when
    bench.send(List.of(request("s", 1, 1).setNoun("car").build()));
    // then
    assertThat(bench.prototypes()).extracting(MadePrototype::getNoun).containsExactly("car");
  }

  @Test
  void shouldMakeARepeatedRequestOnce() {
    // given
    List<PrototypeRequest> requests = set("s", "road", "car", "sky");
    // when
    bench.send(requests);
    bench.send(requests);
    // then
    assertThat(bench.prototypes()).hasSize(3);
    assertThat(bench.outcomes()).hasSize(3);
    assertThat(maker.tasks()).isEqualTo(3);
    assertThat(bench.metrics()).contains("outcome=\"repeated\",reason=\"none\"} 3.0");
  }

  @Test
  void shouldSetAsideWhatNobodyCanCount() {
    // when
    bench.sendBytes("s/1", new byte[] {1, 2, 3});
    bench.send(Topics.PROTOTYPE_REQUESTS, "elsewhere", request("s", 1, 2).build());
    bench.send(List.of(request("s", 3, 2).build()));
    bench.send(List.of(request("s", 0, 2).build()));
    bench.send(List.of(request("../s", 1, 2).build()));
    bench.send(List.of(request("s", 1, 2).setIndexName("../../etc").build()));
    bench.send(List.of(request("s", 1, Integer.MAX_VALUE).build()));
    bench.send(Topics.PROTOTYPE_REQUESTS, "s/1", null);
    bench.send(List.of(request("s", 1, 2).build()));
    // then
    assertThat(bench.deadLetters()).hasSize(7).containsOnly("malformed-record");
    assertThat(bench.metrics()).contains("reason=\"undecodable-record\"");
    assertThat(bench.outcomes()).hasSize(1);
  }

  @Test
  void shouldCountWhatItCannotFulfilForItsSet() {
    // when
    bench.send(
        List.of(
            request("s", 1, 6).setCaption("  ").build(),
            request("s", 2, 6).setCaption("road ".repeat(10_000)).build(),
            request("s", 3, 6).setNoun("").build(),
            request("s", 4, 6).setGeneratorId("sd21").build(),
            request("s", 5, 6).setNoun("n".repeat(201)).build(),
            request("s", 6, 6).build()));
    // then
    assertThat(bench.deadLetters())
        .containsExactly(
            "malformed-record", "over-limit", "malformed-record", "unfit-request", "over-limit");
    assertThat(bench.outcomes())
        .hasSize(6)
        .filteredOn(outcome -> outcome.getPrototypes() == 0)
        .hasSize(5)
        .allSatisfy(
            outcome ->
                assertThat(outcome.getDropped())
                    .extracting(NounDrop::getReason)
                    .containsExactly("refused"));
  }

  @Test
  void shouldRefuseAnIndexOfAnotherPackOrGenerator() {
    // given
    publish("other-pack", "other", Map.of());
    publish("other-generator", FakeMaker.BACKBONE, Map.of("generator", "sd21"));
    publish("pictures", FakeMaker.BACKBONE, Map.of());
    // when
    bench.send(List.of(request("s", 1, 4).setIndexName("other-pack").build()));
    bench.send(List.of(request("s", 2, 4).setIndexName("other-generator").build()));
    bench.send(
        List.of(request("s", 3, 4).setIndexName("other-generator").setReplaces(true).build()));
    bench.send(List.of(request("s", 4, 4).setIndexName("pictures").build()));
    // then
    assertThat(bench.deadLetters()).containsExactly("unfit-request", "unfit-request");
    assertThat(bench.outcomes())
        .extracting(PrototypeOutcome::getPrototypes)
        .containsExactly(0, 0, 2, 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldGiveEveryRequestOneOutcome(long seed) {
    // given
    Random random = new Random(seed);
    int total = 20 + random.nextInt(50);
    List<PrototypeRequest> sent = new ArrayList<>();
    for (int ordinal = 1; ordinal <= total; ordinal++) {
      String caption = List.of("road", "fog", "car fog", "", "fog fog").get(random.nextInt(5));
      PrototypeRequest one = request("s", ordinal, total).setCaption(caption).build();
      sent.addAll(Collections.nCopies(1 + random.nextInt(3), one));
    }
    Collections.shuffle(sent, random);
    // when
    bench.send(sent);
    // then
    assertThat(bench.outcomes())
        .extracting(PrototypeOutcome::getOrdinal)
        .doesNotHaveDuplicates()
        .hasSize(total);
    assertThat(bench.outcomes())
        .allMatch(outcome -> outcome.getPrototypes() > 0 || !outcome.getDropped().isEmpty());
    assertThat(bench.outcomes().stream().mapToInt(PrototypeOutcome::getPrototypes).sum())
        .isEqualTo(bench.prototypes().size());
  }

  private void publish(String name, String backbone, Map<String, String> provenance) {
    var description =
        new IndexDescription(
            name, 1, backbone, FakeMaker.DIMENSION, FakeMaker.DIMENSION, provenance);
    try (PrototypeIndexWriter writer = bench.indexes().place(name).create(description)) {
      writer.add("tree", new float[] {1, 0, 0, 0}, new float[] {1, 2, 3, 4});
      writer.publish();
    }
  }
}
