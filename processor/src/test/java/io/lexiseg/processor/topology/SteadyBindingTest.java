package io.lexiseg.processor.topology;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.bind;
import static io.lexiseg.recognition.category.TestRecords.binding;
import static io.lexiseg.recognition.category.TestRecords.define;
import static io.lexiseg.recognition.category.TestRecords.frame;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.SteadyMasks;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.vision.segmentation.Segmenter;
import io.lexiseg.vision.steady.Steadiness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyBindingTest {
  @Test
  void shouldSegmentAsSteadilyAsTheBindingSays() {
    // given: the profile says off
    List<Steadiness> used = new ArrayList<>();
    Segmenter segmenter =
        (image, settings) -> {
          used.add(settings.steady());
          return TestModels.segmenter().encode(image, settings);
        };
    try (FrameBench bench = FrameBench.of(segmenter, TestModels.resolver())) {
      bench.define(vocabulary("default", 1, "road"));

      // when
      for (SteadyMasks steady : SteadyMasks.values()) {
        CameraBinding plain = binding("gate", "default", DropRule.EVERY);
        bench.bind(CameraBinding.newBuilder(plain).setSteady(steady).build());
        bench.frames().pipeInput("gate", frame("gate", 1, 0), NOW);
      }
      bench.frames().pipeInput("yard", frame("yard", 1, 0), NOW);

      // then
      assertThat(used)
          .containsExactly(
              Steadiness.OFF, Steadiness.OFF, Steadiness.NORMAL, Steadiness.STRONG, Steadiness.OFF);
    }
  }

  @Test
  void shouldStayAsSteadyWhereACommandDoesNotSayIt() {
    try (CommandLog log = new CommandLog()) {
      // given
      log.send(define("a", "street", "road"));
      log.send(define("b", "yard", "grass"));

      // when
      log.send(steady("c", SteadyMasks.STRONG));
      log.send(bind("d", "yard", "gate", "door"));
      log.send(steady("e", SteadyMasks.PROFILE));

      // then
      assertThat(log.bindings().readValuesToList())
          .extracting(CameraBinding::getSteady)
          .containsExactly(
              SteadyMasks.STRONG, SteadyMasks.STRONG, SteadyMasks.PROFILE, SteadyMasks.PROFILE);
    }
  }

  private static VocabularyCommand steady(String id, SteadyMasks steady) {
    return VocabularyCommand.newBuilder(bind(id, "street", "gate")).setSteady(steady).build();
  }
}
