package io.lexiseg.vision.pack.optimise;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to write a network anew.
 *
 * @param name for people
 * @param writer writes it
 */
record Form(String name, Writer writer) {
  /** Writes a network to a file and says how many of its layers are others. */
  @FunctionalInterface
  interface Writer {
    int write(Path target) throws IOException;
  }

  /**
   * The forms that suit a network, those that change most first.
   *
   * @param activations what was seen of the tensors that {@link Convolutions#inputs} names
   */
  static List<Form> of(EditableNetwork network, Activations activations) {
    List<Form> forms = new ArrayList<>();
    List<String> stages = new Convolutions(network).stages();
    for (int i = 0; i < stages.size(); i++) {
      String stage = stages.get(i);
      forms.add(
          new Form(
              "int8 convolutions, last %d of %d stages".formatted(stages.size() - i, stages.size()),
              target -> IntegerConvolutions.write(network, activations, stage, target)));
    }
    forms.add(
        new Form(
            "int8 linear layers, fused attention",
            target -> IntegerLinears.write(network, true, target)));
    forms.add(
        new Form(
            "int8 linear layers but the narrowing ones, fused attention",
            target -> IntegerLinears.write(network, false, target)));
    return forms;
  }
}
