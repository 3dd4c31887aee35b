package io.lexiseg.indexbuilder.diffusion;

import io.lexiseg.vision.encoder.TextInput;
import io.lexiseg.vision.encoder.engine.ElementType;
import io.lexiseg.vision.pack.generator.PromptSpec;
import java.nio.ByteBuffer;

/** Token ids to what the denoiser attends to. */
final class PromptEncoder {
  private final PromptSpec spec;
  private final Network network;

  PromptEncoder(Network network, PromptSpec spec) {
    this.spec = spec;
    this.network = network;
  }

  /** One prompt, {@code [tokens, width]}. */
  float[] encode(Prompt prompt) {
    boolean wide = spec.type() == TextInput.IdType.INT64;
    int tokens = prompt.ids().length;
    ByteBuffer ids =
        network.input(spec.input(), wide ? ElementType.INT64 : ElementType.INT32, 1, tokens);
    for (int id : prompt.ids()) {
      if (wide) {
        ids.putLong(id);
      } else {
        ids.putInt(id);
      }
    }
    network.run();
    return network.values(spec.output(), 1, tokens, spec.width());
  }
}
