package io.lexiseg.indexbuilder.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lexiseg.vision.encoder.EncoderSpecs;
import io.lexiseg.vision.encoder.ImageSpec;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.lite.ClassifierNouns;
import io.lexiseg.vision.pack.onnx.OnnxGraph;
import io.lexiseg.vision.pack.onnx.OnnxType;
import io.lexiseg.vision.pack.random.TinyPack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTest {
  @TempDir Path folder;
  private ModelPack tiny;

  @BeforeEach
  void writePack() {
    tiny = TinyPack.write(folder.resolve("pack"), 1);
  }

  @Test
  void shouldReadTheClassifierOfItsBackbone() throws IOException {
    // given
    int dimension = tiny.dense().dimension();
    float[] weights = new float[dimension * 1000];
    weights[7] = 1;
    ModelPack pack = withClassifier("fc.kernel", weights, dimension);

    // when
    Classifier classifier = Classifier.require(pack);

    // then
    assertThat(classifier.kernel().evidence(7)[0]).isEqualTo(1);
    assertThat(classifier.kernel().evidence(6)).containsOnly(0);
    assertThat(classifier.nouns()).isEqualTo(ClassifierNouns.imageNet());
  }

  @Test
  void shouldKnowNoClassifierOfAnotherBackbone() {
    assertThat(Classifier.of(tiny)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Classifier.require(tiny))
        .withMessageContaining(tiny.id())
        .withMessageContaining("backbone resnet50-minilm, got backbone " + tiny.backbone());
  }

  @Test
  void shouldSayWhenTheWeightsAreMissing() throws IOException {
    int dimension = tiny.dense().dimension();
    ModelPack otherName = withClassifier("kernel", new float[dimension * 1000], dimension);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Classifier.of(otherName))
        .withMessageContaining("fc.kernel of shape [%d, 1000], found none", dimension);

    ModelPack otherShape = withClassifier("fc.kernel", new float[1000], 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Classifier.of(otherShape))
        .withMessageContaining("fc.kernel of shape [%d, 1000], found none", dimension);
  }

  private ModelPack withClassifier(String name, float[] weights, int rows) throws IOException {
    OnnxGraph graph = new OnnxGraph("classifier");
    String input = graph.input("pooled", OnnxType.FLOAT32, "n", Integer.toString(rows));
    String kernel = graph.weights(name, weights, rows, 1000);
    String scores = graph.add("MatMul", List.of(input, kernel));
    graph.output(scores, "scores", OnnxType.FLOAT32, "n", "1000");
    Path file = folder.resolve(name + rows + ".onnx");
    graph.write(file);
    ImageSpec image = tiny.image();
    ModelPack.About about = tiny.about();
    return new ModelPack(
        tiny.folder(),
        new ModelPack.About(
            about.id(),
            "resnet50-minilm",
            about.licence(),
            about.provenance(),
            about.recipe(),
            about.index()),
        tiny.files(),
        new EncoderSpecs(
            tiny.dense(),
            new ImageSpec(file, image.input(), image.output(), image.dimension()),
            tiny.text()),
        tiny.templates(),
        tiny.presets(),
        tiny.defaultPresetName());
  }
}
