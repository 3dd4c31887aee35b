package io.lexiseg.processor.preview;

import io.lexiseg.processor.command.PreviewOrder;
import io.lexiseg.recognition.category.CategoryResolver.Resolution;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.recognition.category.Profiles.Profile;
import io.lexiseg.recognition.pipeline.FramePipeline;
import io.lexiseg.recognition.pipeline.PayloadStore;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.LegendEntry;
import io.lexiseg.schemas.ResolutionTimings;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyPreview;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.schemas.connection.RegistryUnavailableException;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.segmentation.EncodedImage;
import io.lexiseg.vision.segmentation.Segmenter;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes previews: one picture after the other, each encoded once and compared with the proposed
 * categories and with those in use. To the networks it is one more frame at a time.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class PreviewRunner implements Consumer<PreviewOrder> {
  private static final Logger LOGGER = LoggerFactory.getLogger(PreviewRunner.class);
  private static final int MOST_PROBLEMS = 10;

  private final Parts parts;

  /**
   * What previews need.
   *
   * @param profiles those in use now
   * @param pipeline reads pictures
   * @param segmenter cuts them into categories
   * @param payloads where references lead
   * @param frames opens the log of frames
   * @param deserializer of frames
   * @param results takes what came out; blocks until it is kept
   * @param statuses takes answers
   * @param clock stamps both
   */
  record Parts(
      Supplier<Profiles> profiles,
      FramePipeline pipeline,
      Segmenter segmenter,
      PayloadStore payloads,
      Supplier<FrameLog> frames,
      Deserializer<Frame> deserializer,
      Consumer<VocabularyPreview> results,
      Consumer<VocabularyStatus> statuses,
      Clock clock) {}

  PreviewRunner(Parts parts) {
    this.parts = parts;
  }

  @Override
  public void accept(PreviewOrder order) {
    long start = System.nanoTime();
    try {
      Run run = new Run(order);
      List<String> problems = run.run();
      if (problems.isEmpty()) {
        VocabularyStatus.Builder ready = ready(order, run.proposed, System.nanoTime() - start);
        if (!run.notes.isEmpty()) {
          ready.setError(String.join("; ", run.notes));
        }
        parts.statuses().accept(ready.build());
      } else {
        failed(
            order,
            String.join("; ", problems.subList(0, Math.min(MOST_PROBLEMS, problems.size()))));
      }
    } catch (RuntimeException e) { // of any kind: nothing rests on a preview
      LOGGER.warn(
          "preview failed vocabularyId={} commandId={}",
          order.command().getVocabularyId(),
          order.command().getCommandId(),
          e);
      failed(order, String.valueOf(e.getMessage()));
    }
  }

  /** One preview. */
  private final class Run {
    private final PreviewOrder order;
    private final String profileName;
    private final Profile profile;
    private final Resolution proposed;
    private final Map<Integer, Resolution> live = new HashMap<>();
    private final Set<Integer> failed = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Run(PreviewOrder order) {
      Profiles profiles = parts.profiles().get();
      this.order = order;
      this.profileName = order.command().getProfile().orElse(profiles.defaultName());
      this.profile = profiles.profile(profileName);
      this.proposed = profile.resolver().resolve(order.proposed());
    }

    /** Publishes what comes out; returns what could not be done. */
    List<String> run() {
      try (FrameLog frames = parts.frames().get()) {
        var sources = new PictureSources(frames, parts.deserializer(), parts.payloads(), problems);
        List<PictureSource> pictures = sources.of(order.command());
        for (int i = 0; i < pictures.size(); i++) {
          PictureSource picture = pictures.get(i);
          try {
            publish(picture, i + 1, pictures.size());
          } catch (RecordException | RegistryUnavailableException e) { // the others may be better
            problems.add(picture.name() + ": " + e.getMessage());
          }
        }
      }
      return problems;
    }

    private void publish(PictureSource picture, int number, int of) {
      PictureSource.Content content = picture.content().get();
      Instant capturedAt =
          content.source().map(source -> source.getCapturedAt()).orElseGet(parts.clock()::instant);
      Optional<PreviewOrder.Version> version = order.live(capturedAt).filter(this::isUsable);
      TriedPicture tried = tried(parts.pipeline().decode(content.payload()), version);
      VocabularyPreview.Builder preview =
          VocabularyPreview.newBuilder()
              .setCommandId(order.command().getCommandId())
              .setVocabularyId(order.command().getVocabularyId())
              .setLiveVersion(version.map(PreviewOrder.Version::number).orElse(0))
              .setProfile(profileName)
              .setPicture(number)
              .setPictures(of)
              .setName(picture.name())
              .setHeight(tried.image().height())
              .setWidth(tried.image().width())
              .setOverlay(ByteBuffer.wrap(tried.overlay(tried.proposed())))
              .setLegend(legend(tried.proposed().legend()))
              .setAreas(tried.areas())
              .setProposedUnlabelled(tried.unlabelled(tried.proposed()))
              .setSupport(proposed.support())
              .setPreviewedAt(parts.clock().instant());
      content.source().ifPresent(preview::setSource);
      tried
          .live()
          .ifPresent(
              result ->
                  preview
                      .setLiveOverlay(ByteBuffer.wrap(tried.overlay(result)))
                      .setLiveUnlabelled(tried.unlabelled(result)));
      parts.results().accept(preview.build());
    }

    private TriedPicture tried(RgbImage image, Optional<PreviewOrder.Version> version) {
      EncodedImage encoded = parts.segmenter().encode(image, profile.settings());
      return new TriedPicture(
          image, result(encoded, proposed), version.map(one -> result(encoded, live(one))));
    }

    /** What is in use may be what is broken: then the proposed categories stand alone. */
    private boolean isUsable(PreviewOrder.Version version) {
      if (failed.contains(version.number())) {
        return false;
      }
      try {
        var unused = live(version);
        return true;
      } catch (RuntimeException e) { // of any kind
        failed.add(version.number());
        notes.add(
            "compared with nothing, version %d cannot be used: %s"
                .formatted(version.number(), e.getMessage()));
        return false;
      }
    }

    private Resolution live(PreviewOrder.Version version) {
      return live.computeIfAbsent(
          version.number(), number -> profile.resolver().resolve(version.content()));
    }
  }

  private static TriedPicture.Result result(EncodedImage encoded, Resolution resolution) {
    return new TriedPicture.Result(resolution.bank().names(), encoded.segment(resolution.bank()));
  }

  private static List<LegendEntry> legend(List<String> names) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> new LegendEntry(i + 1, names.get(i)))
        .toList();
  }

  private VocabularyStatus.Builder ready(PreviewOrder order, Resolution proposed, long nanos) {
    return status(order, VocabularyState.READY)
        .setSupport(proposed.support())
        .setTimings(ResolutionTimings.newBuilder().setTotalMicros(nanos / 1000).build());
  }

  private void failed(PreviewOrder order, String error) {
    parts.statuses().accept(status(order, VocabularyState.FAILED).setError(error).build());
  }

  private VocabularyStatus.Builder status(PreviewOrder order, VocabularyState state) {
    return VocabularyStatus.newBuilder()
        .setVocabularyId(order.command().getVocabularyId())
        .setVersion(order.current().map(vocabulary -> vocabulary.getVersion()).orElse(0))
        .setInstanceId(Topics.ANSWERS)
        .setState(state)
        .setCommandId(order.command().getCommandId())
        .setReportedAt(parts.clock().instant());
  }
}
