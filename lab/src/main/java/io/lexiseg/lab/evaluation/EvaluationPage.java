package io.lexiseg.lab.evaluation;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset;
import io.lexiseg.indexbuilder.dataset.SegmentationDataset.Sample;
import io.lexiseg.lab.figure.ConfusionMatrix;
import io.lexiseg.lab.figure.EvaluationReport;
import io.lexiseg.lab.figure.PictureCounts;
import io.lexiseg.vision.image.DecodeLimits;
import io.lexiseg.vision.image.ImageDecoder;
import io.lexiseg.vision.image.JpegEncoder;
import io.lexiseg.vision.image.Resizing;
import io.lexiseg.vision.image.RgbImage;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.overlay.Overlay;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** One page that needs no other file: the figures, the worst and the best pictures. */
final class EvaluationPage {
  private static final int SHOWN = 8;
  private static final int WIDTH_PX = 320;
  private static final int JPEG_QUALITY = 80;
  private static final String STYLE =
      "body{font:15px/1.4 system-ui,sans-serif;margin:2rem auto;max-width:66rem;padding:0 1rem}"
          + "table{border-collapse:collapse;margin:1rem 0}td,th{padding:.15rem .7rem;text-align:right;"
          + "border-bottom:1px solid #ddd}td:first-child,th:first-child{text-align:left}"
          + "figure{margin:1.2rem 0}figure img{width:32%;vertical-align:top;margin-right:1%}"
          + "i{display:inline-block;height:.7rem;background:#2d6bff;margin-left:.5rem}"
          + "figcaption{margin-bottom:.3rem}pre{background:#f4f4f4;padding:.7rem;overflow:auto}";

  private final SegmentationDataset dataset;
  private final EvaluationResult result;
  private final EvaluationReport report;
  private final MaskStore masks;
  private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.STANDARD);

  EvaluationPage(SegmentationDataset dataset, EvaluationResult result, MaskStore masks) {
    this.dataset = dataset;
    this.result = result;
    this.report = result.report();
    this.masks = masks;
  }

  /** The whole page. */
  String html() {
    String title = escaped(dataset.title() + ": " + result.label());
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>").append(title);
    page.append("</title><style>").append(STYLE).append("</style>\n<h1>").append(title);
    page.append("</h1>\n").append(figures()).append(confusions());
    List<PictureCounts> sorted = sorted();
    int worst = Math.min(SHOWN, (sorted.size() + 1) / 2);
    int best = Math.min(SHOWN, sorted.size() - worst);
    page.append("<h2>Worst pictures</h2><p>Picture, reference, ours.</p>\n");
    sorted.subList(0, worst).forEach(picture -> page.append(shown(picture)));
    page.append("<h2>Best pictures</h2>\n");
    for (int n = 0; n < best; n++) {
      page.append(shown(sorted.get(sorted.size() - 1 - n)));
    }
    page.append(categories()).append("<h2>Settings</h2><pre>");
    page.append(escaped(result.settings().toPrettyString())).append("</pre></html>\n");
    return page.toString();
  }

  private String figures() {
    ConfusionMatrix matrix = report.matrix();
    return "<table>"
        + row("mIoU", report.meanIou())
        + row("pixel accuracy", matrix.pixelAccuracy())
        + row("mean accuracy", matrix.meanAccuracy())
        + row("categories with IoU 0", matrix.zeroIouShare())
        + row("mIoU of small objects", report.smallObjectIou())
        + row("F-score of boundaries", report.boundaryF())
        + "<tr><td>pictures<td>%d<tr><td>ms per picture<td>%d</table>\n"
            .formatted(result.pictures().size(), Math.round(result.millis()));
  }

  private static String row(String name, OptionalDouble fraction) {
    return "<tr><td>" + name + "<td>" + EvaluationReport.percent(fraction) + "\n";
  }

  /** One pair of categories and the pixels of the first that were taken for the second. */
  private record Confusion(int reference, int predicted, long pixels) {}

  private String confusions() {
    ConfusionMatrix matrix = report.matrix();
    double all = Math.max(1, matrix.referencePixels());
    List<Confusion> pairs = new ArrayList<>();
    for (int reference = 1; reference <= matrix.categories(); reference++) {
      for (int predicted = 0; predicted <= matrix.categories(); predicted++) {
        long pixels = matrix.count(reference, predicted);
        if (reference != predicted && pixels > 0) {
          pairs.add(new Confusion(reference, predicted, pixels));
        }
      }
    }
    pairs.sort(Comparator.comparingLong(Confusion::pixels).reversed());
    return pairs.stream()
        .limit(SHOWN)
        .map(
            pair ->
                "<tr><td>%s<td>%s<td>%s%n"
                    .formatted(
                        name(pair.reference()),
                        name(pair.predicted()),
                        EvaluationReport.percent(OptionalDouble.of(pair.pixels() / all))))
        .collect(
            Collectors.joining(
                "",
                "<h2>Taken for another</h2><table><tr><th>reference<th>ours<th>of pixels\n",
                "</table>\n"));
  }

  private String categories() {
    StringBuilder rows = new StringBuilder("<h2>Categories</h2><table><tr><th>category<th>IoU");
    rows.append("<th>accuracy<th>of pixels<th>\n");
    double all = Math.max(1, report.matrix().referencePixels());
    for (int n = 1; n <= result.categories().size(); n++) {
      OptionalDouble iou = report.matrix().iou(n);
      rows.append("<tr><td>").append(name(n));
      rows.append("<td>").append(EvaluationReport.percent(iou));
      rows.append("<td>").append(EvaluationReport.percent(report.matrix().accuracy(n)));
      OptionalDouble share = OptionalDouble.of(report.matrix().referencePixels(n) / all);
      rows.append("<td>").append(EvaluationReport.percent(share));
      rows.append(
          String.format(
              Locale.ROOT,
              "<td style=\"text-align:left\"><i style=\"width:%.1frem\"></i>%n",
              8 * iou.orElse(0)));
    }
    return rows.append("</table>\n").toString();
  }

  private String name(int category) {
    return category == 0 ? "no category" : escaped(result.categories().get(category - 1));
  }

  private List<PictureCounts> sorted() {
    return result.pictures().stream()
        .map(MeasuredPicture::counts)
        .filter(picture -> iou(picture).isPresent())
        .sorted(
            Comparator.comparingDouble((PictureCounts picture) -> iou(picture).getAsDouble())
                .thenComparing(PictureCounts::name))
        .toList();
  }

  private OptionalDouble iou(PictureCounts picture) {
    return picture.meanIou(result.categories().size());
  }

  private String shown(PictureCounts picture) {
    Sample sample = sample(picture.name());
    RgbImage image = image(sample);
    int height = Math.max(1, image.height() * WIDTH_PX / image.width());
    RgbImage small = Resizing.bilinear(image, height, WIDTH_PX);
    StringBuilder figure = new StringBuilder("<figure><figcaption>");
    figure.append(escaped(picture.name())).append(", mIoU ");
    figure.append(EvaluationReport.percent(iou(picture))).append("</figcaption>\n");
    figure.append(embedded(small, "picture"));
    figure.append(embedded(drawn(small, dataset.reference(sample)), "reference"));
    masks
        .get(picture.name())
        .ifPresent(mask -> figure.append(embedded(drawn(small, mask), "ours")));
    return figure.append("</figure>\n").toString();
  }

  private Sample sample(String name) {
    return dataset.samples().stream()
        .filter(sample -> sample.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + ": expected to be in the data set"));
  }

  private RgbImage image(Sample sample) {
    try {
      return decoder.decode(Files.readAllBytes(sample.image()));
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read".formatted(sample.image()), e);
    }
  }

  private RgbImage drawn(RgbImage image, Mask mask) {
    short[] values = new short[image.height() * image.width()];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int from = y * mask.height() / image.height() * mask.width();
        values[y * image.width() + x] = mask.values()[from + x * mask.width() / image.width()];
      }
    }
    return Overlay.draw(image, Mask.of(image.height(), image.width(), values), result.categories());
  }

  private static String embedded(RgbImage image, String what) {
    String data = Base64.getEncoder().encodeToString(JpegEncoder.encode(image, JPEG_QUALITY));
    return "<img alt=\"%s\" src=\"data:image/jpeg;base64,%s\">%n".formatted(what, data);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
