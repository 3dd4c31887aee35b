package io.lexiseg.processor.command;

import io.lexiseg.recognition.category.RefusedCommandException;
import io.lexiseg.recognition.category.TextRules;
import io.lexiseg.schemas.FrameReference;
import io.lexiseg.schemas.PreviewPicture;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyCommand;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;

/** Which previews may be asked for. */
final class PreviewRules {
  private static final int MAX_FRAMES = 16;

  /** Frames of all cameras and further pictures together. */
  private static final int MAX_PICTURES = 64;

  private static final int MAX_NAME_LENGTH = 200;

  private PreviewRules() {}

  static void requireFitting(VocabularyCommand command) {
    int frames = command.getPreviewFrames().orElse(1);
    if (frames < 1 || frames > MAX_FRAMES) {
      throw new RefusedCommandException(
          "preview: expected 1 to %d frames of a camera, got %d".formatted(MAX_FRAMES, frames));
    }
    requireCameras(command.getCameraIds());
    List<PreviewPicture> pictures = command.getPreviewPictures();
    long all = (long) frames * command.getCameraIds().size() + pictures.size();
    if (all > MAX_PICTURES) {
      throw new RefusedCommandException(
          "preview: expected at most %d frames and pictures together, got %d"
              .formatted(MAX_PICTURES, all));
    }
    for (int i = 1; i <= pictures.size(); i++) {
      requirePicture(i, pictures.get(i - 1));
    }
  }

  private static void requireCameras(List<String> cameras) {
    cameras.forEach(camera -> TextRules.requireId("camera id", camera));
    if (cameras.contains(Topics.ANY_CAMERA)) {
      throw new RefusedCommandException("preview: expected cameras by name, got '*'");
    }
    if (new HashSet<>(cameras).size() < cameras.size()) {
      throw new RefusedCommandException(
          "preview: expected each camera once, got %s".formatted(cameras));
    }
  }

  private static void requirePicture(int number, PreviewPicture picture) {
    if (picture.getName().length() > MAX_NAME_LENGTH) {
      throw new RefusedCommandException(
          "preview picture %d: expected a name of at most %d characters, got %d"
              .formatted(number, MAX_NAME_LENGTH, picture.getName().length()));
    }
    boolean empty =
        picture.getPayload() instanceof FrameReference reference
            ? reference.getSizeBytes() < 1
            : !((ByteBuffer) picture.getPayload()).hasRemaining();
    if (empty) {
      throw new RefusedCommandException(
          "preview picture %d: expected a picture file, got 0 bytes".formatted(number));
    }
  }
}
