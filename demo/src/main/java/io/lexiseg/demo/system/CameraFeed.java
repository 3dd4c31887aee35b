package io.lexiseg.demo.system;

import io.lexiseg.cli.camera.Camera;
import io.lexiseg.cli.camera.CapturedImage;
import io.lexiseg.cli.camera.Pace;
import io.lexiseg.cli.camera.PacedCamera;
import io.lexiseg.cli.client.FramePublisher;
import io.lexiseg.cli.option.Stop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Publishes the pictures of some cameras in turn until they end, the wanted number is reached, or
 * the end is wished.
 */
final class CameraFeed {
  private final FramePublisher publisher;
  private final Ledger ledger;
  private final Flow flow;
  private final Stop stop;

  CameraFeed(FramePublisher publisher, Ledger ledger, Flow flow, Stop stop) {
    this.publisher = publisher;
    this.ledger = ledger;
    this.flow = flow;
    this.stop = stop;
  }

  void run(List<Camera> cameras, long limit, Pace pace) throws InterruptedException {
    Deque<Camera> turns = new ArrayDeque<>();
    cameras.forEach(camera -> turns.add(new PacedCamera(camera, pace)));
    for (long sent = 0; sent < limit && !turns.isEmpty() && !stop.isWished(); ) {
      Camera camera = turns.removeFirst();
      if (!camera.live() && !flow.awaitRoom()) {
        return;
      }
      Optional<CapturedImage> image = camera.next();
      if (image.isPresent()) {
        publish(camera, image.get());
        turns.addLast(camera);
        sent++;
      }
    }
  }

  private void publish(Camera camera, CapturedImage image) {
    RecordMetadata place = publisher.publish(camera.id(), image);
    ledger.published(place.partition(), place.offset());
  }
}
