package io.lexiseg.vision.encoder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.vision.encoder.engine.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanStoreTest {
  private static final String NETWORK = "ab".repeat(32);
  private static final byte[] BYTES = {1, 2, 3, 4};

  @TempDir private Path root;

  @Test
  void shouldGiveBackWhatWasWritten() {
    PlanStore store = PlanStore.at(root);
    Plan plan = Plans.plan(Plans.key(NETWORK, 8));
    StoredPlan written = Plans.store(store, plan, BYTES);
    assertThat(store.find(plan.key())).contains(written);
    assertThat(written.plan()).isEqualTo(plan);
    assertThat(written.file()).hasBinaryContent(BYTES);
    assertThat(store.folders(NETWORK)).containsExactly(written.folder());
    assertThat(written.folder().getParent()).hasFileName("abababababababab");
  }

  @Test
  void shouldKeepPlansApartThatDifferInAnything() {
    PlanKey key = Plans.key(NETWORK, 8);
    PlanTarget target = key.target();
    List<PlanKey> others =
        List.of(
            Plans.key("cd".repeat(32), 8),
            Plans.key(NETWORK, 4),
            new PlanKey(NETWORK, target, Precision.FP32, key.inputs()),
            new PlanKey(
                NETWORK,
                new PlanTarget("8.6.0", target.gpu(), target.computeCapability()),
                key.precision(),
                key.inputs()),
            new PlanKey(
                NETWORK,
                new PlanTarget(target.tensorRt(), "NVIDIA L4", target.computeCapability()),
                key.precision(),
                key.inputs()),
            new PlanKey(
                NETWORK,
                new PlanTarget(target.tensorRt(), target.gpu(), "8.9"),
                key.precision(),
                key.inputs()));
    Stream<String> ids = Stream.concat(Stream.of(key), others.stream()).map(PlanKey::id);
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{16}"));
    assertThat(Plans.key(NETWORK, 8).id()).isEqualTo(key.id());
  }

  @Test
  void shouldReplaceAPlanThatIsBuiltAgain() throws IOException {
    PlanStore store = PlanStore.at(root);
    Plan plan = Plans.plan(Plans.key(NETWORK, 8));
    Plans.store(store, plan, BYTES);
    StoredPlan again = Plans.store(store, plan, new byte[] {9});
    assertThat(again.file()).hasBinaryContent(new byte[] {9});
    try (Stream<Path> left = Files.list(again.folder().getParent())) {
      assertThat(left.filter(Files::isDirectory)).containsExactly(again.folder());
    }
  }

  @Test
  void shouldLeaveNothingWhenABuildFails() {
    PlanStore store = PlanStore.at(root);
    PlanKey key = Plans.key(NETWORK, 8);
    assertThatThrownBy(
            () ->
                store.write(
                    key,
                    file -> {
                      Files.write(file, BYTES);
                      throw new IOException("no space left");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("no space left");
    assertThat(store.find(key)).isEmpty();
    assertThat(store.folders(NETWORK)).isEmpty();
    assertThat(store.folder().resolve(NETWORK.substring(0, 16)))
        .isDirectoryNotContaining(file -> Files.isDirectory(file));
  }

  @Test
  void shouldRefuseAnotherPlanThanTheOneAskedFor() {
    PlanStore store = PlanStore.at(root);
    Plan other = Plans.plan(Plans.key(NETWORK, 4));
    assertThatThrownBy(
            () ->
                store.write(
                    Plans.key(NETWORK, 8),
                    file -> {
                      Files.write(file, BYTES);
                      return other;
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.folders(NETWORK)).isEmpty();
  }
}
