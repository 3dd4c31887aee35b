package io.lexiseg.vision.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackStoreTest {
  @TempDir Path root;
  private PackStore store;

  @BeforeEach
  void givenStore() {
    store = PackStore.at(root);
  }

  @Test
  void shouldFindNothingInAnEmptyStore() {
    assertThat(store.find("sample")).isEmpty();
    assertThat(store.installed()).isEmpty();
  }

  @Test
  void shouldInstallOnce() {
    // given
    AtomicInteger fills = new AtomicInteger();

    // when
    ModelPack first = store.install("sample", folder -> fill(folder, fills));
    ModelPack second = store.install("sample", folder -> fill(folder, fills));

    // then
    assertThat(fills).hasValue(1);
    assertThat(first.folder()).isEqualTo(root.resolve("packs/sample"));
    assertThat(second).isEqualTo(first);
    assertThat(store.find("sample")).contains(first);
    assertThat(store.installed()).containsExactly("sample");
  }

  @Test
  void shouldInstallNothingWhenFillingFails() {
    // when, then
    assertThatThrownBy(
            () ->
                store.install(
                    "sample",
                    folder -> {
                      PackTexts.fill(folder);
                      throw new IOException("no space left");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("sample")
        .hasRootCauseMessage("no space left");
    assertThat(store.installed()).isEmpty();
    assertThat(root.resolve("packs/.sample.partial")).doesNotExist();
    assertThat(store.install("sample", folder -> fill(folder, new AtomicInteger())).id())
        .isEqualTo("sample");
  }

  @Test
  void shouldRejectPackOfAnotherId() {
    assertThatThrownBy(() -> store.install("other", folder -> fill(folder, new AtomicInteger())))
        .isInstanceOf(InvalidPackException.class)
        .hasMessageContaining("id: expected other, got sample");
  }

  @Test
  void shouldRejectIdsThatLeaveTheStore() {
    assertThatThrownBy(() -> store.folder("../packs")).hasMessageContaining("pack id");
    assertThatThrownBy(() -> store.find("")).hasMessageContaining("pack id");
  }

  private static void fill(Path folder, AtomicInteger fills) {
    fills.incrementAndGet();
    PackTexts.sealed(folder, PackTexts.CLIP_LIKE);
  }
}
