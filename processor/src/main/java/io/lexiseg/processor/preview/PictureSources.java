package io.lexiseg.processor.preview;

import io.lexiseg.recognition.pipeline.CaptureTime;
import io.lexiseg.recognition.pipeline.FramePayload;
import io.lexiseg.recognition.pipeline.PayloadStore;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameCoordinates;
import io.lexiseg.schemas.FrameReference;
import io.lexiseg.schemas.PreviewPicture;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.UndecodableRecordException;
import io.lexiseg.schemas.VocabularyCommand;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Finds the pictures a preview is asked for. */
final class PictureSources {
  private final FrameLog frames;
  private final Deserializer<Frame> deserializer;
  private final PayloadStore payloads;
  private final List<String> problems;

  /**
   * Creates a finder for one preview.
   *
   * @param problems gets what cannot be found
   */
  PictureSources(
      FrameLog frames,
      Deserializer<Frame> deserializer,
      PayloadStore payloads,
      List<String> problems) {
    this.frames = frames;
    this.deserializer = deserializer;
    this.payloads = payloads;
    this.problems = problems;
  }

  /** Frames of the cameras, oldest first, then the pictures that came along. */
  List<PictureSource> of(VocabularyCommand command) {
    List<PictureSource> sources = new ArrayList<>();
    int count = command.getPreviewFrames().orElse(1);
    command.getCameraIds().forEach(camera -> sources.addAll(ofCamera(camera, count)));
    List<PreviewPicture> pictures = command.getPreviewPictures();
    for (int i = 1; i <= pictures.size(); i++) {
      PreviewPicture picture = pictures.get(i - 1);
      String name = picture.getName().isBlank() ? "picture " + i : picture.getName();
      sources.add(new PictureSource(name, () -> content(picture)));
    }
    return sources;
  }

  private List<PictureSource> ofCamera(String cameraId, int count) {
    List<FrameLog.Position> positions = frames.last(cameraId, count);
    if (positions.isEmpty()) {
      problems.add(
          "camera %s: expected frames in the last part of topic %s, found none"
              .formatted(cameraId, Topics.FRAMES));
    }
    return positions.stream()
        .map(
            position ->
                new PictureSource(
                    "camera %s at %s, offset %d"
                        .formatted(cameraId, position.partition(), position.offset()),
                    () -> content(position)))
        .toList();
  }

  private PictureSource.Content content(FrameLog.Position position) {
    ConsumerRecord<String, byte[]> record =
        frames
            .fetch(position)
            .orElseThrow(
                () -> new RecordException.Malformed("frame: expected in the log, it is gone"));
    Frame frame = frame(record);
    CaptureTime.requireAllowed(frame);
    FrameCoordinates source =
        FrameCoordinates.newBuilder()
            .setCameraId(frame.getCameraId())
            .setFrameId(frame.getFrameId())
            .setCapturedAt(frame.getCapturedAt())
            .setTopic(record.topic())
            .setPartition(record.partition())
            .setOffset(record.offset())
            .build();
    return new PictureSource.Content(FramePayload.of(frame, payloads), Optional.of(source));
  }

  private Frame frame(ConsumerRecord<String, byte[]> record) {
    try {
      return deserializer.deserialize(record.topic(), record.value());
    } catch (UndecodableRecordException e) {
      throw new RecordException.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private PictureSource.Content content(PreviewPicture picture) {
    byte[] bytes =
        picture.getPayload() instanceof FrameReference reference
            ? payloads.fetch(reference)
            : FramePayload.bytes((ByteBuffer) picture.getPayload());
    return new PictureSource.Content(FramePayload.file(bytes), Optional.empty());
  }
}
