package io.lexiseg.vision.encoder.djl;

import ai.djl.Model;
import ai.djl.translate.NoopTranslator;
import io.lexiseg.vision.encoder.engine.LoadedModel;
import io.lexiseg.vision.encoder.engine.Slot;
import java.nio.file.Path;
import java.util.Set;

/** A network that DJL has loaded. */
final class DjlModel implements LoadedModel {
  private final Path file;
  private final Model model;
  private boolean closed;

  DjlModel(Path file, Model model) {
    this.file = file;
    this.model = model;
  }

  @Override
  public Set<String> inputs() {
    return Set.copyOf(model.getBlock().describeInput().keys());
  }

  @Override
  public Slot openSlot() {
    return new DjlSlot(
        file, model.newPredictor(new NoopTranslator()), model.getNDManager().newSubManager());
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      model.close();
    }
  }
}
