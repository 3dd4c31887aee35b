package io.lexiseg.indexbuilder.inspection;

import static io.lexiseg.indexbuilder.inspection.Html.escape;

import io.lexiseg.indexbuilder.filter.FilterSettings;
import io.lexiseg.indexbuilder.generation.DroppedNoun;
import io.lexiseg.indexbuilder.generation.PrototypeProvenance;
import io.lexiseg.indexbuilder.inspection.IndexView.Failed;
import io.lexiseg.indexbuilder.inspection.IndexView.NounView;
import io.lexiseg.indexbuilder.inspection.InspectedPrototype.Near;
import io.lexiseg.indexbuilder.job.KeptPictures.KeptWord;
import io.lexiseg.prototypes.IndexManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the page: one file that loads nothing and runs nothing. */
public final class InspectionPage {
  private final IndexManifest manifest;
  private final IndexView view;
  private final PictureSource pictures;
  private final String remark;
  private final Set<Integer> shown = new HashSet<>();

  /**
   * Shows an index.
   *
   * @param pictures asked for once a prototype
   * @param remark on where the pictures come from, or why there are none
   */
  public InspectionPage(
      IndexManifest manifest, IndexView view, PictureSource pictures, String remark) {
    this.manifest = manifest;
    this.view = view;
    this.pictures = pictures;
    this.remark = remark;
    view.nouns().values().stream()
        .flatMap(noun -> noun.shown().stream())
        .forEach(prototype -> shown.add(prototype.number()));
  }

  /**
   * Writes the page as UTF-8 text.
   *
   * @throws IOException if the writer refuses
   */
  public void write(Writer page) throws IOException {
    page.write("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    page.write("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
    page.write("<title>" + escape(manifest.name()) + "</title>\n<style>" + style() + "</style>\n");
    page.write("</head><body>\n");
    page.write(head());
    for (Map.Entry<String, NounView> noun : view.nouns().entrySet()) {
      if (noun.getValue().shown().isEmpty()) {
        continue; // more nouns than the page has room for
      }
      page.write(title(noun.getKey(), noun.getValue()));
      for (InspectedPrototype prototype : noun.getValue().shown()) {
        page.write(card(prototype));
      }
      page.write("</div></section>\n");
    }
    page.write(failed());
    page.write("</body></html>\n");
  }

  private String head() {
    StringBuilder head = new StringBuilder();
    head.append("<h1>%s</h1>\n".formatted(escape(manifest.name())));
    head.append(
        "<p class=\"soft\">generation %d, %d prototypes in the index, %d shown here. %s</p>\n<dl>\n"
            .formatted(manifest.generation(), manifest.count(), shown.size(), escape(remark)));
    new TreeMap<>(manifest.provenance())
        .forEach(
            (name, value) ->
                head.append("<dt>%s</dt><dd>%s</dd>\n".formatted(escape(name), escape(value))));
    head.append("</dl>\n<nav>\n");
    view.nouns()
        .forEach(
            (name, noun) ->
                head.append(
                    "<a href=\"#%s\">%s <span class=\"soft\">%d</span></a>\n"
                        .formatted(anchor(name), escape(name), noun.made() - noun.left())));
    return head.append("</nav>\n").toString();
  }

  private static String title(String name, NounView noun) {
    return "<section><h2 id=\"%s\">%s <small>%d in the index, %d left out</small></h2>\n<div class=\"cards\">\n"
        .formatted(anchor(name), escape(name), noun.made() - noun.left(), noun.left());
  }

  private static String anchor(String noun) {
    return "noun-" + escape(noun.replaceAll("\\s", "-"));
  }

  private String card(InspectedPrototype prototype) {
    PrototypeProvenance from = prototype.prototype().provenance();
    return """
    <article class="card%s" id="p%d">
    %s<p>%s</p>
    <p class="state">%s</p>
    <p class="facts">%s</p>
    <div class="near" title="nearest prototypes of all that were made, by cosine">%s</div>
    </article>
    """
        .formatted(
            prototype.drop().isPresent() ? " out" : "",
            prototype.number(),
            figures(pictures.find(prototype.task(), from.word()), from.word()),
            marked(from.caption(), from.word()),
            state(prototype.drop()),
            facts(prototype),
            neighbours(prototype));
  }

  private static String figures(Optional<KeptWord> found, String word) {
    if (found.isEmpty()) {
      return "<div class=\"none\">no picture at hand</div>\n";
    }
    KeptWord kept = found.get();
    return "<div class=\"pictures\">\n"
        + figure(kept, PictureRendering.picture(kept), "picture")
        + figure(kept, PictureRendering.heat(kept), "attribution of “" + word + "”")
        + figure(kept, PictureRendering.mask(kept), "mask")
        + "</div>\n";
  }

  private static String figure(KeptWord kept, String uri, String caption) {
    String style = kept.image().width() <= 128 ? " class=\"small\"" : "";
    return "<figure><img%s src=\"%s\" alt=\"%s\"><figcaption>%s</figcaption></figure>\n"
        .formatted(style, uri, escape(caption), escape(caption));
  }

  private static String marked(String caption, String word) {
    Matcher found =
        Pattern.compile(
                "(?<!\\p{L})" + Pattern.quote(word) + "(?!\\p{L})",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
            .matcher(caption);
    StringBuilder marked = new StringBuilder();
    int end = 0;
    while (found.find()) {
      marked.append(escape(caption.substring(end, found.start())));
      marked.append("<mark>").append(escape(found.group())).append("</mark>");
      end = found.end();
    }
    return marked.append(escape(caption.substring(end))).toString();
  }

  private static String state(Optional<DroppedNoun> drop) {
    return drop.map(
            why ->
                "left out: %s <span class=\"soft\">%s</span>"
                    .formatted(FilterSettings.name(why.reason()), escape(why.detail())))
        .orElse("in the index");
  }

  private static String facts(InspectedPrototype prototype) {
    PrototypeProvenance from = prototype.prototype().provenance();
    return escape(
        String.format(
            Locale.ROOT,
            "key “%s” · mask %.1f %% of the picture · contrast %.2f · caption %s · seed %d",
            prototype.prototype().noun(),
            100 * from.maskShare(),
            from.contrast(),
            from.captionId(),
            from.seed()));
  }

  private String neighbours(InspectedPrototype prototype) {
    StringBuilder list = new StringBuilder();
    for (Near near : prototype.neighbours()) {
      String text =
          "%s %s"
              .formatted(
                  escape(near.noun()), String.format(Locale.ROOT, "%.2f", near.similarity()));
      String style = near.noun().equals(prototype.prototype().noun()) ? "" : " class=\"other\"";
      list.append(
          shown.contains(near.number())
              ? "<a%s href=\"#p%d\">%s</a>".formatted(style, near.number(), text)
              : "<span%s>%s</span>".formatted(style, text));
    }
    return list.toString();
  }

  private String failed() {
    if (view.failed().isEmpty()) {
      return "";
    }
    StringBuilder table = new StringBuilder("<section><h2>Without a prototype</h2>\n<table>\n");
    table.append(
        "<tr><th>noun</th><th>reason</th><th>detail</th><th>id</th><th>caption</th></tr>\n");
    for (Failed one : view.failed()) {
      table.append(
          "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
              .formatted(
                  escape(one.drop().noun()),
                  FilterSettings.name(one.drop().reason()),
                  escape(one.drop().detail()),
                  escape(one.task().id()),
                  escape(shortened(one.task().caption()))));
    }
    return table.append("</table></section>\n").toString();
  }

  private static String shortened(String caption) {
    return caption.length() <= 200 ? caption : caption.substring(0, 200) + " …";
  }

  private static String style() {
    try (InputStream in =
        Objects.requireNonNull(InspectionPage.class.getResourceAsStream("page.css"), "page.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource page.css", e);
    }
  }
}
