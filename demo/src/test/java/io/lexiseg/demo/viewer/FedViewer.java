package io.lexiseg.demo.viewer;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.client.PublishedFrame;
import io.lexiseg.cli.output.Records;
import io.lexiseg.cli.viewer.ViewerServer;
import io.lexiseg.cli.viewer.ViewerState;
import io.lexiseg.cli.viewer.camera.MovableClock;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;
import io.lexiseg.demo.system.Pictures;
import io.lexiseg.schemas.BoundingBox;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategoryCoverage;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.FrameEncoding;
import io.lexiseg.schemas.MaskStatistics;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A page's server that is told of cameras by hand, by a clock that is moved by hand. */
final class FedViewer implements AutoCloseable {
  private static final int PARTITION = 3; // where Records has frames

  private final MovableClock clock = new MovableClock();
  private final ViewerState state = new ViewerState(clock);
  private final VocabularyBoard vocabularies = new VocabularyBoard();
  private final RgbImage image;
  private final byte[] picture;
  private ViewerServer server = listen(0);
  private String[] words = {"road", "tree"};
  private long frames;

  /** Cameras show noise of 60 x 80 pixels. */
  FedViewer() {
    this(Pictures.noise(60, 80, 1));
  }

  /** All cameras show this. */
  FedViewer(RgbImage image) {
    this.image = image;
    this.picture = JpegEncoder.encode(image, 85);
  }

  private ViewerServer listen(int port) {
    var content =
        new ViewerServer.Content(
            state,
            vocabularies,
            wish -> UUID.randomUUID().toString(),
            zone -> UUID.randomUUID().toString());
    return ViewerServer.start("127.0.0.1", port, content);
  }

  String url() {
    return server.url();
  }

  int port() {
    return server.port();
  }

  /** Time goes on. */
  void pass(Duration time) {
    clock.pass(time);
  }

  /** There is a vocabulary, and a camera is bound to it. */
  void define(String id, Category... categories) {
    vocabularies.vocabulary(
        id,
        Vocabulary.newBuilder()
            .setVocabularyId(id)
            .setVersion(1)
            .setCategories(List.of(categories))
            .setChangedBy("ann")
            .setChangedAt(clock.instant())
            .build());
    vocabularies.binding(
        "gate",
        CameraBinding.newBuilder()
            .setCameraId("gate")
            .setVocabularyId(id)
            .setCommandId("bind")
            .setBoundAt(clock.instant())
            .build());
  }

  /** A camera publishes, and nobody answers. */
  long publish(String camera) {
    state.arrived(camera, PARTITION, ++frames);
    return frames;
  }

  /** Masks have these words from now on. */
  void words(String... names) {
    words = names;
  }

  /** A camera publishes and gets a mask: the left half is road, the right upper quarter tree. */
  void show(String camera) {
    SegmentationMask mask = mask(camera, publish(camera));
    state.answered(new Outcome.Masked(mask));
    state.shares().counted(statistics(mask));
    state.show(mask, frame(mask));
  }

  private MaskStatistics statistics(SegmentationMask mask) {
    return MaskStatistics.newBuilder()
        .setSource(
            FrameCoordinates.newBuilder(mask.getSource()).setCapturedAt(clock.instant()).build())
        .setHeight(mask.getHeight())
        .setWidth(mask.getWidth())
        .setVocabularyId(mask.getVocabularyId())
        .setVocabularyVersion(mask.getVocabularyVersion())
        .setUnlabelledPixels(0)
        .setCategories(List.of(coverage(1, "road", 0.5, 0.75f), coverage(2, "tree", 0.25, 0.625f)))
        .build();
  }

  private static CategoryCoverage coverage(int value, String name, double part, float score) {
    return new CategoryCoverage(value, name, 1L, part, score, new BoundingBox(0, 0, 0, 0));
  }

  /** A camera publishes and gets a dead letter. */
  void refuse(String camera) {
    long offset = publish(camera);
    state.answered(
        new Outcome.DeadLettered(PARTITION, offset, camera, "cut", "undecodable-image", "cut"));
  }

  private SegmentationMask mask(String camera, long frame) {
    int height = image.height();
    int width = image.width();
    short[] values = new short[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        values[y * width + x] = (short) (x < width / 2 ? 1 : y < height / 2 ? 2 : 0);
      }
    }
    return SegmentationMask.newBuilder(Records.mask(camera, frame, words))
        .setHeight(height)
        .setWidth(width)
        .setData(ByteBuffer.wrap(MaskPng.encode(Mask.of(height, width, values))))
        .build();
  }

  private PublishedFrame frame(SegmentationMask mask) {
    PublishedFrame black = Records.frame(mask);
    Frame frame =
        Frame.newBuilder(black.frame())
            .setEncoding(FrameEncoding.JPEG)
            .setPayload(ByteBuffer.wrap(picture))
            .build();
    return new PublishedFrame(frame, black.name());
  }

  /** The server goes away. */
  void stop() {
    server.close();
  }

  /** The server comes back on the same port. */
  void startAgain() {
    server = listen(server.port());
  }

  @Override
  public void close() {
    server.close();
  }
}
