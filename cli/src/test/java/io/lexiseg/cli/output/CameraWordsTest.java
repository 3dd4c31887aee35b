package io.lexiseg.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.NearestKey;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CameraWordsTest {
  @Test
  void shouldFollowTheBindingThatHolds() {
    // given
    List<CameraBinding> bindings = List.of(binding("*", "all"), binding("gate", "street"));
    // then
    assertThat(CameraWords.vocabulary(bindings, "gate")).isEqualTo("street");
    assertThat(CameraWords.vocabulary(bindings, "yard")).isEqualTo("all");
    assertThat(CameraWords.vocabulary(List.of(), "yard")).isEqualTo("default");
  }

  @Test
  void shouldTellWhatTheNewestResolvedVersionHardlyKnows() {
    // given
    List<VocabularyStatus> statuses =
        List.of(
            status("street", 2, "a", "zamboni"),
            status("street", 1, "b", "old"),
            status("street", 3, Topics.ANSWERS, "tried"),
            status("other", 9, "a", "elsewhere"));
    // then
    assertThat(CameraWords.remarks(statuses, "street"))
        .containsExactly("zamboni: none, nearest tractor 0.50, not painted");
  }

  private static CameraBinding binding(String camera, String vocabulary) {
    return CameraBinding.newBuilder()
        .setCameraId(camera)
        .setVocabularyId(vocabulary)
        .setCommandId("c")
        .setBoundAt(Instant.EPOCH)
        .build();
  }

  private static VocabularyStatus status(
      String vocabulary, int version, String instance, String unknown) {
    return VocabularyStatus.newBuilder()
        .setVocabularyId(vocabulary)
        .setVersion(version)
        .setInstanceId(instance)
        .setState(VocabularyState.READY)
        .setReportedAt(Instant.EPOCH)
        .setSupport(
            List.of(
                support("road", SupportLevel.STRONG, true),
                support(unknown, SupportLevel.NONE, false)))
        .build();
  }

  private static CategorySupport support(String name, SupportLevel level, boolean painted) {
    return CategorySupport.newBuilder()
        .setCategory(name)
        .setLevel(level)
        .setNearest(List.of(new NearestKey("tractor", 0.5f)))
        .setPainted(painted)
        .build();
  }
}
