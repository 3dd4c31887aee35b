package io.lexiseg.processor.topology;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static io.lexiseg.recognition.category.TestRecords.binding;
import static io.lexiseg.recognition.category.TestRecords.frame;
import static io.lexiseg.recognition.category.TestRecords.vocabulary;

import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.category.CategoryResolver.Resolution;
import io.lexiseg.recognition.category.ResolutionTrace;
import io.lexiseg.recognition.category.VocabularyContent;
import io.lexiseg.recognition.model.TestModels;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;

/** Frames that wait because the index does not answer for "zamboni" until it is back. */
final class PendingFrames {
  /** So long until a waiting frame is looked at again. */
  static final Duration LOOK = Duration.ofMillis(100);

  private final AtomicBoolean away = new AtomicBoolean(true);

  /** Does not answer for "zamboni" while it is away. */
  private Resolution resolve(VocabularyContent content, ResolutionTrace trace) {
    if (away.get() && content.categories().get(0).getName().equals("zamboni")) {
      throw new UnavailableException("index: no answer");
    }
    return TestModels.resolver().resolve(content, trace);
  }

  /** A topology with such an index and these properties, names and values in turn. */
  FrameBench bench(String... properties) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      all.put(properties[i], properties[i + 1]);
    }
    return FrameBench.of(TestModels.segmenter(), this::resolve, all);
  }

  /** The default vocabulary waits. */
  static void givenAPendingDefault(FrameBench bench) throws InterruptedException {
    bench.offer(vocabulary("default", 1, "zamboni"));
    bench.directory().awaitTried(Duration.ofSeconds(30));
  }

  /** A vocabulary that a camera was bound to waits. */
  static void givenAPendingBinding(FrameBench bench, DropPolicy policy)
      throws InterruptedException {
    bench.directory().tablesLoading();
    bench.offer(vocabulary("street", 1, "zamboni"));
    bench.offer(
        CameraBinding.newBuilder(binding("camera-1", "street", DropRule.EVERY))
            .setDropPolicy(policy)
            .build());
    bench.directory().tablesLoaded();
    bench.directory().awaitTried(Duration.ofSeconds(30));
  }

  /** The index answers, and nothing waits for it. */
  void whenTheIndexIsBack(FrameBench bench) {
    away.set(false);
    bench.directory().hurry();
    bench.awaitReady();
  }

  /** Lets everything on that waits; a slow machine needs more than one look for it. */
  static void letOn(FrameBench bench) {
    for (int look = 0; look == 0 || (look < 100 && bench.room().frames() > 0); look++) {
      bench.pass(LOOK);
    }
  }

  /** Frames whose number is their second and their trace. */
  static void send(FrameBench bench, String cameraId, int from, int to) {
    for (int frameId = from; frameId < to; frameId++) {
      Instant time = NOW.plusSeconds(frameId);
      RecordHeaders headers = new RecordHeaders();
      headers.add("trace", Integer.toString(frameId).getBytes(StandardCharsets.UTF_8));
      bench
          .frames()
          .pipeInput(new TestRecord<>(cameraId, frame(cameraId, frameId, 0), headers, time));
    }
  }
}
