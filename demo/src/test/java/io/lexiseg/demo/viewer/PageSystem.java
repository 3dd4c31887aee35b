package io.lexiseg.demo.viewer;

import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.client.FramePublisher;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.ZoneClient;
import io.lexiseg.cli.viewer.ViewerServer;
import io.lexiseg.cli.viewer.ViewerState;
import io.lexiseg.cli.viewer.feed.MaskFeed;
import io.lexiseg.cli.viewer.feed.ViewerFeeds;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;
import io.lexiseg.demo.system.LocalSystem;
import io.lexiseg.demo.system.Pictures;
import io.lexiseg.demo.system.TinyModel;
import io.lexiseg.recognition.model.ModelSettings;
import io.lexiseg.recognition.model.SegmentationModel;
import io.lexiseg.schemas.Zone;
import io.lexiseg.schemas.ZoneAction;
import io.lexiseg.schemas.ZoneCommand;
import io.lexiseg.schemas.ZonePoint;
import io.lexiseg.vision.encoder.network.InferenceOptions;
import io.lexiseg.vision.image.JpegEncoder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A page on real topics, in front of a processor with small networks. */
final class PageSystem implements AutoCloseable {
  private final SegmentationModel model;
  private final LocalSystem system;
  private final VocabularyClient operator;
  private final ZoneClient zones;
  private final ViewerFeeds feeds;
  private final ViewerServer server;
  private final Thread masks;
  private final AtomicBoolean over = new AtomicBoolean();

  PageSystem(Path folder) {
    TinyModel tiny = TinyModel.write(folder.resolve("tiny"));
    model =
        SegmentationModel.open(
            new ModelSettings(
                tiny.pack().toString(),
                Optional.of(tiny.index().toString()),
                Optional.empty(),
                InferenceOptions.cpu(),
                Map.of("support", "cosine:strong=0.9999,weak=0.2,spread=0")));
    system = LocalSystem.start(model);
    operator = new VocabularyClient(system.connection(), Clock.systemUTC(), "other");
    zones = new ZoneClient(system.connection(), Clock.systemUTC(), "other");
    ViewerState cameras = new ViewerState(Clock.systemUTC());
    VocabularyBoard board = new VocabularyBoard();
    feeds = new ViewerFeeds(system.connection(), cameras, board);
    masks = new Thread(() -> showMasks(cameras), "masks");
    masks.start();
    server =
        ViewerServer.start(
            "127.0.0.1", 0, new ViewerServer.Content(cameras, board, operator::send, zones::send));
  }

  private void showMasks(ViewerState cameras) {
    try (MaskFeed shown = new MaskFeed(system.connection(), cameras)) {
      shown.runWhile(() -> !over.get());
    }
  }

  String url() {
    return server.url();
  }

  LocalSystem system() {
    return system;
  }

  /** Changes vocabularies beside the page. */
  VocabularyClient operator() {
    return operator;
  }

  /** Somebody else draws the right upper half of a camera's picture. */
  void defineZone(String camera, String name) {
    Zone zone =
        Zone.newBuilder()
            .setName(name)
            .setPolygon(
                List.of(new ZonePoint(0d, 0d), new ZonePoint(1d, 0d), new ZonePoint(1d, 1d)))
            .build();
    zones.send(
        ZoneCommand.newBuilder().setCameraId(camera).setAction(ZoneAction.DEFINE).setZone(zone));
  }

  /** A camera sends a picture of 48 x 64 pixels. */
  void publish(String camera) {
    try (FramePublisher frames = new FramePublisher(system.connection(), Clock.systemUTC(), 0)) {
      frames.publish(
          camera, new CapturedImage("noise", JpegEncoder.encode(Pictures.noise(48, 64, 1), 80)));
    }
  }

  @Override
  public void close() {
    over.set(true);
    try {
      masks.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
    feeds.close();
    zones.close();
    operator.close();
    system.close();
    model.close();
  }
}
