package io.lexiseg.indexbuilder.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.indexbuilder.dataset.SegmentationDataset.Sample;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentationDatasetTest {
  @TempDir private Path root;

  @BeforeEach
  void setUp() throws IOException {
    Files.createDirectories(root.resolve("images"));
    Files.createDirectories(root.resolve("masks"));
    givenClasses("{\"unlabelled\": 255, \"classes\": {\"7\": \"road\", \"0\": \"sky\"}}");
  }

  @Test
  void shouldReadCategoriesInOrderOfIds() throws IOException {
    // given
    givenImage("b.jpg", 2, 3);
    givenMask("b.png", BufferedImage.TYPE_BYTE_GRAY, 3, 0, 0, 7, 7, 255, 0);
    givenImage("a.PNG", 1, 2);
    givenMask("a.png", BufferedImage.TYPE_USHORT_GRAY, 2, 7, 255);

    // when
    SegmentationDataset dataset = SegmentationDataset.open(root);

    // then
    assertThat(dataset.categories()).containsExactly("sky", "road");
    assertThat(dataset.samples()).extracting(Sample::name).containsExactly("a", "b");
    assertThat(dataset.reference(dataset.samples().get(0)).values()).containsExactly(2, 0);
    assertThat(dataset.reference(dataset.samples().get(1)).values())
        .containsExactly(1, 1, 2, 2, 0, 1);
  }

  @Test
  void shouldReadIdsBeyondOneByte() throws IOException {
    // given
    givenClasses("{\"unlabelled\": 0, \"classes\": {\"40000\": \"sky\"}}");
    givenImage("a.jpg", 1, 2);
    givenMask("a.png", BufferedImage.TYPE_USHORT_GRAY, 2, 40_000, 0);

    // when
    SegmentationDataset dataset = SegmentationDataset.open(root);

    // then
    assertThat(dataset.reference(dataset.samples().get(0)).values()).containsExactly(1, 0);
  }

  @Test
  void shouldReadRawIndicesOfPalette() throws IOException {
    // given: index 7 is white, index 0 red
    byte[] red = new byte[8];
    byte[] other = new byte[8];
    red[0] = -1;
    red[7] = -1;
    other[7] = -1;
    BufferedImage mask =
        new BufferedImage(
            2, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 8, red, other, other));
    mask.getRaster().setSample(0, 0, 0, 7);
    givenImage("a.jpg", 1, 2);
    ImageIO.write(mask, "png", root.resolve("masks/a.png").toFile());

    // when
    SegmentationDataset dataset = SegmentationDataset.open(root);

    // then
    assertThat(dataset.reference(dataset.samples().get(0)).values()).containsExactly(2, 1);
  }

  @Test
  void shouldNameEveryProblem() throws IOException {
    // given
    givenImage("good.jpg", 1, 2);
    givenMask("good.png", BufferedImage.TYPE_BYTE_GRAY, 2, 0, 7);
    givenImage("lonely.jpg", 1, 2);
    givenMask("orphan.png", BufferedImage.TYPE_BYTE_GRAY, 2, 0, 7);
    givenImage("small.jpg", 3, 2);
    givenMask("small.png", BufferedImage.TYPE_BYTE_GRAY, 2, 0, 7);
    givenImage("strange.jpg", 1, 3);
    givenMask("strange.png", BufferedImage.TYPE_BYTE_GRAY, 3, 9, 0, 8);
    givenImage("text.jpg", 1, 2);
    Files.writeString(root.resolve("masks/text.png"), "no mask");
    Files.writeString(root.resolve("images/broken.jpg"), "no picture");
    givenMask("broken.png", BufferedImage.TYPE_BYTE_GRAY, 2, 0, 7);

    // when, then
    assertThatThrownBy(() -> SegmentationDataset.open(root))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6 problems with this data set")
        .hasMessageContaining("lonely.jpg: expected masks/lonely.png, found none")
        .hasMessageContaining("orphan.png: has no picture")
        .hasMessageContaining("small.png: expected the picture's 3x2 (height x width), got 1x2")
        .hasMessageContaining(
            "strange.png: expected labels of the data set's categories, got also [8, 9]")
        .hasMessageContaining("text.png: ")
        .hasMessageContaining("broken.jpg: ");
  }

  @Test
  void shouldRejectColouredMask() throws IOException {
    // given
    givenImage("a.jpg", 1, 1);
    givenMask("a.png", BufferedImage.TYPE_INT_RGB, 1, 7);

    // when, then
    assertThatThrownBy(() -> SegmentationDataset.open(root))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.png: ");
  }

  @Test
  void shouldRejectTwoPicturesOfOneName() throws IOException {
    // given
    givenImage("a.jpg", 1, 1);
    givenImage("a.png", 1, 1);
    givenMask("a.png", BufferedImage.TYPE_BYTE_GRAY, 1, 7);

    // when, then
    assertThatThrownBy(() -> SegmentationDataset.open(root))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.png: has the same name as a.jpg");
  }

  @Test
  void shouldRejectFolderWithoutPictures() {
    assertThatThrownBy(() -> SegmentationDataset.open(root))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("images/*.{jpg,jpeg,png}: expected at least one file, found none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"classes\": {\"1\": \"a\"}} | expected \"unlabelled\" to be an id 0..65535",
        "{\"unlabelled\": 70000, \"classes\": {\"1\": \"a\"}} | got 70000",
        "{\"unlabelled\": 0} | expected at least one entry in \"classes\"",
        "{\"unlabelled\": 0, \"classes\": {\"x\": \"a\"}} | expected an id 0..65535, got \"x\"",
        "{\"unlabelled\": 0, \"classes\": {\"1\": \" \"}} | expected a name for id 1",
        "{\"unlabelled\": 1, \"classes\": {\"1\": \"a\"}} | the unlabelled id 1 is a class too",
        "{\"unlabelled\": 0, \"classes\": {\"1\": \"a\", \"2\": \"a\"}} | expected distinct names",
        "{\"unlabelled\": | expected JSON"
      })
  void shouldRejectClasses(String json, String message) throws IOException {
    // given
    givenClasses(json);

    // when, then
    assertThatThrownBy(() -> SegmentationDataset.open(root))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("classes.json: ")
        .hasMessageContaining(message);
  }

  @Test
  void shouldRejectFolderWithoutClasses() throws IOException {
    // given
    Files.delete(root.resolve("classes.json"));

    // when, then
    assertThatThrownBy(() -> SegmentationDataset.open(root))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("classes.json: expected a file");
  }

  private void givenClasses(String json) throws IOException {
    Files.writeString(root.resolve("classes.json"), json);
  }

  private void givenImage(String name, int height, int width) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    String format = name.endsWith("jpg") ? "jpg" : "png";
    ImageIO.write(image, format, root.resolve("images").resolve(name).toFile());
  }

  private void givenMask(String name, int type, int width, int... ids) throws IOException {
    BufferedImage mask = new BufferedImage(width, ids.length / width, type);
    for (int p = 0; p < ids.length; p++) {
      mask.getRaster().setSample(p % width, p / width, 0, ids[p]);
    }
    ImageIO.write(mask, "png", root.resolve("masks").resolve(name).toFile());
  }
}
