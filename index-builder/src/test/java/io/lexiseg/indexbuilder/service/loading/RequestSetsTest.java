package io.lexiseg.indexbuilder.service.loading;

import static io.lexiseg.indexbuilder.service.Requests.request;
import static io.lexiseg.indexbuilder.service.Requests.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.indexbuilder.service.BuilderBench;
import io.lexiseg.indexbuilder.service.FakeMaker;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.schemas.MadePrototype;
import io.lexiseg.schemas.PrototypeOutcome;
import io.lexiseg.schemas.PrototypeRequest;
import io.lexiseg.schemas.ReasonCount;
import io.lexiseg.schemas.RequestSetState;
import io.lexiseg.schemas.RequestSetStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestSetsTest {
  @TempDir private Path folder;
  private BuilderBench bench;

  @BeforeEach
  void open() {
    bench = new BuilderBench(folder, FakeMaker.instant());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void shouldPublishACompleteSetInTheOrderOfItsRequests() {
    // given
    bench.send(set("s", "road car", "fog", "sky"));
    Collections.reverse(bench.outcomes());
    Collections.reverse(bench.prototypes());
    // when
    bench.count(bench.outcomes());
    bench.look();
    // then
    assertThat(states("s"))
        .containsExactly(
            RequestSetState.MAKING, RequestSetState.LOADING, RequestSetState.PUBLISHED);
    RequestSetStatus status = bench.status("s");
    assertThat(status.getMade()).isEqualTo(2);
    assertThat(status.getPrototypes()).isEqualTo(3);
    assertThat(status.getDropped()).containsExactly(new ReasonCount("empty-mask", 1L));
    assertThat(status.getIndexGeneration()).contains(1);
    assertThat(nouns()).containsExactly("road", "car", "sky");
  }

  @Test
  void shouldAddToWhatIsThere() {
    // given
    load(set("a", "road"));
    // when
    load(set("b", "car"));
    // then
    assertThat(nouns()).containsExactly("road", "car");
    assertThat(bench.status("b").getIndexGeneration()).contains(2);
    assertThat(bench.indexes().place("street").manifest().provenance())
        .containsKeys("request-set.a", "request-set.b")
        .containsEntry("generator", FakeMaker.GENERATOR);
  }

  @Test
  void shouldLeaveOutWhatWasThereWhereASetReplacesIt() {
    // given
    load(set("a", "road"));
    // when
    load(List.of(request("b", 1, 1).setCaption("car").setReplaces(true).build()));
    // then
    assertThat(nouns()).containsExactly("car");
  }

  @Test
  void shouldLoadSetsTogetherThatAreCompleteTogether() {
    // given
    bench.send(set("b", "car"));
    bench.send(set("a", "road"));
    // when
    bench.count(bench.outcomes());
    bench.look();
    // then
    assertThat(nouns()).containsExactly("road", "car");
    assertThat(bench.status("a").getIndexGeneration()).contains(1);
    assertThat(bench.status("b").getIndexGeneration()).contains(1);
  }

  @Test
  void shouldLoadNothingTwiceWhenItIsKilledAfterPublishing() {
    // given
    load(set("a", "road"));
    List<PrototypeOutcome> outcomes = List.copyOf(bench.outcomes());
    // when
    bench.forgetLoading();
    bench.count(outcomes);
    bench.look();
    // then
    assertThat(nouns()).containsExactly("road");
    assertThat(bench.status("a").getState()).isEqualTo(RequestSetState.PUBLISHED);
    assertThat(bench.status("a").getIndexGeneration()).contains(1);
  }

  @Test
  void shouldWaitForPrototypesThatAreNotVisibleYet() {
    // given
    bench.send(set("s", "road", "car"));
    List<MadePrototype> all = List.copyOf(bench.prototypes());
    bench.readFrom((since, consumer) -> consumer.accept(all.get(0)));
    bench.count(bench.outcomes());
    bench.look();
    assertThat(bench.status("s").getState()).isEqualTo(RequestSetState.LOADING);
    assertThat(bench.status("s").getDetail().orElseThrow()).contains("expected 2", "found 1");
    // when
    bench.readFrom((since, consumer) -> all.forEach(consumer));
    bench.look();
    // then
    assertThat(bench.status("s").getState()).isEqualTo(RequestSetState.PUBLISHED);
    assertThat(nouns()).containsExactly("road", "car");
  }

  @Test
  void shouldPublishNothingWhereThereIsMoreThanWasCounted() {
    // given
    bench.send(set("bad", "road"));
    bench.send(set("good", "car"));
    List<MadePrototype> all = new ArrayList<>(bench.prototypes());
    all.add(MadePrototype.newBuilder(all.get(0)).setPosition(1).build());
    bench.readFrom((since, consumer) -> all.forEach(consumer));
    // when
    bench.count(bench.outcomes());
    bench.look();
    // then
    assertThat(bench.status("bad").getState()).isEqualTo(RequestSetState.FAILED);
    assertThat(bench.status("good").getState()).isEqualTo(RequestSetState.PUBLISHED);
    assertThat(nouns()).containsExactly("car");
  }

  @Test
  void shouldTakeARepeatedPrototypeOnce() {
    // given
    bench.send(set("s", "road"));
    bench.prototypes().addAll(List.copyOf(bench.prototypes()));
    // when
    bench.count(bench.outcomes());
    bench.look();
    // then
    assertThat(nouns()).containsExactly("road");
  }

  @Test
  void shouldTellThatNothingCouldBeMade() {
    // given
    bench.send(set("s", "fog", "fog"));
    // when
    bench.count(bench.outcomes());
    bench.look();
    // then
    assertThat(bench.status("s").getState()).isEqualTo(RequestSetState.NOTHING);
    assertThat(bench.indexes().publishedNow("street")).isEmpty();
  }

  @Test
  void shouldTellProgressOnceASecond() {
    // given
    bench.send(set("s", "road", "car", "sky", "tree"));
    // when
    bench.count(bench.outcomes().subList(0, 3));
    bench.look();
    bench.look();
    // then
    assertThat(bench.statuses()).extracting(RequestSetStatus::getMade).containsExactly(1, 3);
  }

  @Test
  void shouldNotCountWhatContradictsItsSet() {
    // given
    bench.send(set("s", "road", "car"));
    PrototypeOutcome other =
        PrototypeOutcome.newBuilder(bench.outcomes().get(1)).setTotal(3).build();
    // when
    bench.count(List.of(bench.outcomes().get(0), other, bench.outcomes().get(1)));
    bench.count(List.of(bench.outcomes().get(1)));
    bench.look();
    // then
    assertThat(bench.status("s").getMade()).isEqualTo(2);
    assertThat(bench.status("s").getState()).isEqualTo(RequestSetState.PUBLISHED);
  }

  @Test
  void shouldCountARequestThatNamedAnotherGenerator() {
    // given
    bench.send(
        List.of(request("s", 1, 2).setGeneratorId("other").build(), request("s", 2, 2).build()));
    // when
    bench.count(bench.outcomes());
    bench.look();
    // then
    assertThat(bench.status("s").getState()).isEqualTo(RequestSetState.PUBLISHED);
    assertThat(bench.status("s").getGeneratorId()).isEqualTo(FakeMaker.GENERATOR);
    assertThat(bench.status("s").getDropped()).containsExactly(new ReasonCount("refused", 1L));
  }

  @Test
  void shouldKeepTheGenerationBeforeAndDropOlderOnesOfItsOwn() {
    for (String set : List.of("a", "b", "c", "d")) {
      load(set(set, "road"));
    }
    assertThat(folder.resolve("street/generations/4")).exists();
    assertThat(folder.resolve("street/generations/3")).exists();
    assertThat(folder.resolve("street/generations/2")).doesNotExist();
    assertThat(folder.resolve("street/generations/1")).doesNotExist();
  }

  private void load(List<PrototypeRequest> requests) {
    bench.outcomes().clear();
    bench.send(requests);
    bench.count(bench.outcomes());
    bench.look();
  }

  private List<RequestSetState> states(String set) {
    return bench.statuses().stream()
        .filter(status -> status.getRequestSet().equals(set))
        .map(RequestSetStatus::getState)
        .toList();
  }

  private List<String> nouns() {
    try (PrototypeIndex index = bench.indexes().place("street").open()) {
      return index.nouns(LongStream.range(0, index.manifest().count()).toArray());
    }
  }
}
