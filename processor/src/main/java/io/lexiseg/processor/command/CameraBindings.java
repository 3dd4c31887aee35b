package io.lexiseg.processor.command;

import io.lexiseg.schemas.CameraBinding;
import java.util.List;
import java.util.Optional;

/** The bindings that commands have led to so far. */
public interface CameraBindings {
  /** Binding of a camera. */
  Optional<CameraBinding> of(String cameraId);

  /** Cameras bound to a vocabulary, in order of their ids. */
  List<String> camerasOf(String vocabularyId);
}
