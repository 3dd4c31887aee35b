package io.lexiseg.demo.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.client.CommandAnswers;
import io.lexiseg.cli.client.FramePublisher;
import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.OutcomeReader;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.image.JpegEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class VocabularyChangeIT {
  private static final List<List<String>> VERSIONS =
      List.of(List.of("road", "sky"), List.of("car"), List.of("tree", "road", "person"));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CapturedImage image =
      new CapturedImage("noise", JpegEncoder.encode(Pictures.noise(24, 32, 1), 80));

  /** For each version, the first frame published after a processor said it is ready. */
  private final List<Long> firstFrames = new ArrayList<>();

  @Test
  void shouldChangeTheLegendWhileFramesFlowWithoutLosingOne() throws Exception {
    try (LocalSystem system = LocalSystem.start(FlatModel.open());
        OutcomeReader reader = OutcomeReader.fromBeginning(system.connection())) {
      // when
      long published = whenVersionsAreDefinedWhileFramesFlow(system.connection());

      // then
      List<SegmentationMask> masks = masks(reader, published);
      for (int frame = 0; frame < published; frame++) {
        SegmentationMask mask = masks.get(frame);
        assertThat(mask.getSource().getFrameId()).isEqualTo(frame);
        assertThat(legend(mask)).isEqualTo(VERSIONS.get(mask.getVocabularyVersion() - 1));
      }
      assertThat(masks).extracting(SegmentationMask::getVocabularyVersion).isSorted();
      thenEachVersionIsInUseOnceItIsReady(masks);
    }
  }

  private void thenEachVersionIsInUseOnceItIsReady(List<SegmentationMask> masks) {
    for (int version = 1; version <= VERSIONS.size(); version++) {
      SegmentationMask first = masks.get(Math.toIntExact(firstFrames.get(version - 1)));
      assertThat(first.getVocabularyVersion()).isGreaterThanOrEqualTo(version);
    }
    assertThat(masks.get(masks.size() - 1).getVocabularyVersion()).isEqualTo(VERSIONS.size());
  }

  /** Defines one version after the other; frames are published all the while by another thread. */
  private long whenVersionsAreDefinedWhileFramesFlow(KafkaConnection connection) throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicLong published = new AtomicLong();
    try (FramePublisher publisher = new FramePublisher(connection, Clock.systemUTC(), 0);
        VocabularyClient client = new VocabularyClient(connection, Clock.systemUTC(), "test");
        CommandAnswers answers = new CommandAnswers(connection)) {
      Thread camera = new Thread(() -> publish(publisher, published, enough), "camera");
      for (List<String> names : VERSIONS) {
        VocabularyStatus answer = answers.await(client.define("default", names), PATIENCE);
        assertThat(answer.getState()).isEqualTo(VocabularyState.READY);
        if (firstFrames.isEmpty()) {
          camera.start();
        }
        // A frame may be on its way right now; the one after it is published after the answer.
        firstFrames.add(published.get() + (firstFrames.isEmpty() ? 0 : 1));
        awaitFrames(published, published.get() + 20);
      }
      enough.set(true);
      camera.join();
    }
    return published.get();
  }

  private void publish(FramePublisher publisher, AtomicLong published, AtomicBoolean enough) {
    while (!enough.get()) {
      publisher.publish("gate", image);
      published.incrementAndGet();
    }
  }

  private static void awaitFrames(AtomicLong published, long count) {
    Awaitility.await().atMost(PATIENCE).until(() -> published.get() >= count);
  }

  private static List<SegmentationMask> masks(OutcomeReader reader, long count) {
    List<SegmentationMask> masks = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (masks.size() < count && System.nanoTime() < deadline) {
      for (Outcome outcome : reader.read(Duration.ofMillis(200))) {
        assertThat(outcome).isInstanceOf(Outcome.Masked.class);
        masks.add(((Outcome.Masked) outcome).mask());
      }
    }
    assertThat(masks).hasSize(Math.toIntExact(count));
    return masks;
  }

  private static List<String> legend(SegmentationMask mask) {
    return mask.getLegend().stream().map(LegendEntry::getCategory).toList();
  }
}
