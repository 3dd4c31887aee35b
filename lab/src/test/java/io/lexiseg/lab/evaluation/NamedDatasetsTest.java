package io.lexiseg.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.indexbuilder.dataset.DatasetDefinition;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset.Sample;
import io.lexiseg.indexbuilder.dataset.TinyFiles;
import io.lexiseg.vision.mask.Mask;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NamedDatasetsTest {
  @TempDir private Path root;
  private TinyFiles files;

  @BeforeEach
  void setUp() {
    files = new TinyFiles(root);
  }

  @Test
  void shouldListEveryDefinition() throws IOException, URISyntaxException {
    // given
    Path folder =
        Path.of(Objects.requireNonNull(NamedDatasets.class.getResource("voc20.json")).toURI())
            .getParent();

    // when
    List<String> names = NamedDatasets.names();

    // then
    try (Stream<Path> resources = Files.list(folder)) {
      assertThat(resources.map(file -> file.getFileName().toString()))
          .filteredOn(file -> file.endsWith(".json"))
          .containsExactlyInAnyOrderElementsOf(names.stream().map(n -> n + ".json").toList());
    }
  }

  static Stream<String> names() {
    return NamedDatasets.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldReadDefinition(String name) {
    assertThat(NamedDatasets.named(name).title()).isNotBlank();
  }

  /** Layouts and labels as the benchmarks have them; each label's pixel, then its category. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "voc20 | JPEGImages/x.jpg | SegmentationClass/x.png | 0 1 12 20 255 | - aeroplane dog tvmonitor -",
        "voc21 | JPEGImages/x.jpg | SegmentationClass/x.png | 0 1 12 20 255 | background aeroplane dog tvmonitor -",
        "context59 | JPEGImages/x.jpg | SegmentationClassContext/x.png | 0 1 2 59 | - aeroplane bag wood",
        "context60 | JPEGImages/x.jpg | SegmentationClassContext/x.png | 0 1 2 59 | background aeroplane bag wood",
        "context459 | JPEGImages/x.jpg | annotations_detectron2/pc459_val/x.tif | 0 458 65535 | name1 name459 -",
        "coco-stuff171 | images/val2017/x.jpg | annotations/val2017/x_labelTrainIds.png | 0 79 80 170 255 | person toothbrush banner wood -",
        "coco-stuff171 | images/val2017/x.jpg | annotations/val2017/x.png | 0 10 12 89 91 181 255 | person fire_hydrant stop_sign toothbrush banner wood -",
        "coco-object81 | images/val2017/x.jpg | annotations/val2017/x_instanceTrainIds.png | 0 1 80 255 | background person toothbrush -",
        "cityscapes | leftImg8bit/val/ulm/x_leftImg8bit.png | gtFine/val/ulm/x_gtFine_labelTrainIds.png | 0 18 255 | road bicycle -",
        "cityscapes | leftImg8bit/val/ulm/x_leftImg8bit.png | gtFine/val/ulm/x_gtFine_labelIds.png | 4 7 17 29 33 | - road pole - bicycle",
        "ade150 | images/validation/x.jpg | annotations/validation/x.png | 0 1 8 150 | - wall bed flag",
        "ade847 | images_detectron2/validation/x.jpg | annotations_detectron2/validation/x.tif | 0 846 65535 | name1 name847 -",
        "camvid | test/x.png | testannot/x.png | 0 10 11 | sky bicyclist -",
      })
  void shouldReadBenchmark(
      String name, String picture, String mask, String labels, String categories) {
    // given
    int[] pixels = Arrays.stream(labels.split(" ")).mapToInt(Integer::parseInt).toArray();
    files.picture(picture, pixels.length);
    files.mask(mask, pixels);
    files.text("ImageSets/Segmentation/val.txt", "x\n");
    files.text("ImageSets/SegmentationContext/val.txt", "x\n");
    files.text("labels.txt", lines(459, "%d: name%d\n") + "\n");
    files.text("categories.txt", lines(847, "name%2$d\n"));

    // when
    SegmentationDataset dataset = NamedDatasets.named(name).open(root, UnaryOperator.identity());

    // then
    Mask reference = dataset.reference(dataset.samples().get(0));
    assertThat(Arrays.stream(categories.split(" ")).map(word -> word.replace('_', ' ')))
        .containsExactlyElementsOf(
            IntStream.range(0, pixels.length)
                .mapToObj(x -> name(dataset, reference.value(0, x)))
                .toList());
    assertThat(dataset.vocabulary()).doesNotContain("background");
    assertThat(dataset.hasBackground()).isEqualTo(categories.contains("background"));
  }

  private static String name(SegmentationDataset dataset, int category) {
    return category == 0 ? "-" : dataset.categories().get(category - 1).strip();
  }

  private static String lines(int count, String format) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> format.formatted(n, n))
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({
    "voc20,20",
    "voc21,21",
    "context59,59",
    "context60,60",
    "coco-stuff171,171",
    "coco-object81,81",
    "cityscapes,19",
    "ade150,150",
    "camvid,11"
  })
  void shouldHaveSoManyCategories(String name, int count) {
    // given
    DatasetDefinition definition = NamedDatasets.named(name);

    // when
    int categories =
        Objects.requireNonNull(definition.categories()).size()
            + (definition.background() == null ? 0 : 1);

    // then
    assertThat(categories).isEqualTo(count);
    assertThat(definition.categories()).doesNotHaveDuplicates();
  }

  @Test
  void shouldTakeOnlyListedPicturesAndAnyCapitals() {
    // given
    givenVoc("a", 1);
    givenVoc("b", 1);
    files.text("ImageSets/Segmentation/val.txt", "b\n\n");

    // when
    SegmentationDataset dataset = NamedDatasets.named("VOC20").open(root, UnaryOperator.identity());

    // then
    assertThat(dataset.samples()).extracting(Sample::name).containsExactly("b");
  }

  @Test
  void shouldGiveBackgroundToPixelsWithoutCategory() {
    // given
    givenVoc("a", 0, 1);
    files.text("ImageSets/Segmentation/val.txt", "a");
    SegmentationDataset dataset = NamedDatasets.named("voc21").open(root, UnaryOperator.identity());

    // when
    Mask prediction = dataset.prediction(Mask.of(1, 3, new short[] {0, 1, 20}));

    // then
    assertThat(prediction.values()).containsExactly(1, 2, 21);
  }

  @Test
  void shouldNameCityAndPicture() {
    // given
    files.picture("leftImg8bit/val/ulm/ulm_1_leftImg8bit.png", 1);
    files.mask("gtFine/val/ulm/ulm_1_gtFine_labelTrainIds.png", 0);

    // when
    SegmentationDataset dataset =
        NamedDatasets.named("cityscapes").open(root, UnaryOperator.identity());

    // then
    assertThat(dataset.samples()).extracting(Sample::name).containsExactly("ulm/ulm_1");
  }

  @Test
  void shouldNameEveryProblemAtOnce() {
    // given
    givenVoc("good", 1);
    givenVoc("strange", 21, 1, 77);
    files.picture("JPEGImages/small.jpg", 2);
    files.mask("SegmentationClass/small.png", 1);
    files.picture("JPEGImages/unmasked.jpg", 1);
    files.mask("SegmentationClass/unseen.png", 1);
    files.text("JPEGImages/both.jpg", "no picture");
    files.text("SegmentationClass/both.png", "no mask");
    files.text(
        "ImageSets/Segmentation/val.txt", "good\nstrange\nsmall\nunmasked\nunseen\nboth\ngone");

    // when, then
    assertThatThrownBy(() -> NamedDatasets.named("voc20").open(root, UnaryOperator.identity()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8 problems with this data set")
        .hasMessageContaining("SegmentationClass/strange.png: expected labels")
        .hasMessageContaining("got also [21, 77]")
        .hasMessageContaining("SegmentationClass/small.png: expected the picture's 1x2")
        .hasMessageContaining("SegmentationClass/unmasked.png: expected a file, found none")
        .hasMessageContaining("JPEGImages/unseen.jpg: expected a file, found none")
        .hasMessageContaining("JPEGImages/both.jpg: ")
        .hasMessageContaining("SegmentationClass/both.png: ")
        .hasMessageContaining("JPEGImages/gone.jpg: expected a file, found none")
        .hasMessageContaining("SegmentationClass/gone.png: expected a file, found none");
  }

  @Test
  void shouldReadOnlyThePartAskedFor() {
    // given
    givenVoc("a", 1);
    givenVoc("b", 99);
    files.text("ImageSets/Segmentation/val.txt", "a\nb");

    // when
    SegmentationDataset dataset =
        NamedDatasets.named("voc20").open(root, samples -> samples.subList(0, 1));

    // then
    assertThat(dataset.samples()).hasSize(2);
  }

  @Test
  void shouldSayThatTheListIsMissing() {
    // given
    givenVoc("a", 1);

    // when, then
    assertThatThrownBy(() -> NamedDatasets.named("voc20").open(root, UnaryOperator.identity()))
        .hasMessageContaining("ImageSets/Segmentation/val.txt: expected a readable file");
  }

  @Test
  void shouldSayWhatIsWrongWithNamesOfCategories() {
    // given
    files.picture("JPEGImages/x.jpg", 1);
    files.mask("annotations_detectron2/pc459_val/x.tif", 0);
    files.text("labels.txt", "1: bag\n3: bed\n");

    // when, then
    assertThatThrownBy(() -> NamedDatasets.named("context459").open(root, UnaryOperator.identity()))
        .hasMessageContaining("labels.txt: expected the name of label 2, got \"3: bed\"")
        .hasMessageContaining(
            "labels.txt: expected the names of 459 categories, one a line, got 2");
  }

  @Test
  void shouldRefuseDamagedTiff() {
    // given
    files.picture("JPEGImages/x.jpg", 1);
    files.text("annotations_detectron2/pc459_val/x.tif", "II*");
    files.text("labels.txt", lines(459, "%d: name%d\n"));

    // when, then
    assertThatThrownBy(() -> NamedDatasets.named("context459").open(root, UnaryOperator.identity()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x.tif: expected a complete TIFF file");
  }

  @Test
  void shouldRefuseUnknownName() {
    assertThatThrownBy(() -> NamedDatasets.named("imagenet"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected one of [voc20")
        .hasMessageContaining("got 'imagenet'");
  }

  private void givenVoc(String name, int... labels) {
    files.picture("JPEGImages/" + name + ".jpg", labels.length);
    files.mask("SegmentationClass/" + name + ".png", labels);
  }
}
