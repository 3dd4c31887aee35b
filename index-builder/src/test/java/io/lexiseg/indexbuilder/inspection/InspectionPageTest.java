package io.lexiseg.indexbuilder.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.indexbuilder.filter.FilterSettings;
import io.lexiseg.indexbuilder.job.IndexPublication;
import io.lexiseg.indexbuilder.job.JobFolder;
import io.lexiseg.indexbuilder.job.KeptPictures;
import io.lexiseg.indexbuilder.job.PaintedBuild;
import io.lexiseg.indexbuilder.job.Selection;
import io.lexiseg.indexbuilder.prototype.PaintedPictures;
import io.lexiseg.prototypes.IndexManifest;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionPageTest {
  private static final Map<String, String> CAPTIONS =
      Map.of(
          "a", "sky grass <script>alert('x')</script> & more",
          "b", "sky house",
          "c", "snow sky ghost",
          "d", "nothing at all");

  @TempDir Path folder;
  private Path index;
  private IndexManifest manifest;

  @BeforeEach
  void build() {
    index = folder.resolve("index");
    manifest = PaintedBuild.build(index, CAPTIONS, "near-duplicate=0.9");
  }

  @Test
  void shouldShowPicturesNeighboursAndReasons() throws IOException {
    // when
    String page = page(Optional.empty(), 100, new KeptPictures(JobFolder.picturesOf(index))::find);

    // then: six prototypes with three pictures each
    assertThat(page.split("src=\"data:image/png;base64,", -1)).hasSize(1 + 6 * 3);
    assertThat(page)
        .contains("<h2 id=\"noun-sky\">sky <small>1 in the index, 2 left out</small></h2>")
        .contains("left out: near-duplicate", "cosine to an earlier one &gt; 0.9")
        .contains("<td>ghost</td><td>not-in-prompt</td>", "<td></td><td>no-noun</td>")
        .contains("<mark>grass</mark>", "href=\"#p", "mask 50.0 % of the picture")
        .contains("<dt>generator</dt><dd>painter</dd>", "<dt>drawing</dt><dd>stripes, SHA-256");
  }

  @Test
  void shouldEscapeEverythingAndLoadNothing() throws IOException {
    // when
    String page = page(Optional.empty(), 100, PictureSource.NONE);

    // then
    assertThat(page)
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; more")
        .doesNotContain("<script", "http:", "https:", "<link", "@import")
        .contains("no picture at hand", "why not");
  }

  @Test
  void shouldDrawAgainWhatWasKept() throws IOException {
    // when
    String kept = page(Optional.empty(), 100, new KeptPictures(JobFolder.picturesOf(index))::find);
    String drawn;
    try (DrawnPictures again = new DrawnPictures(() -> new PaintedPictures(1), 0.45)) {
      drawn = page(Optional.empty(), 100, again);
    }

    // then
    assertThat(drawn).isEqualTo(kept);
  }

  @Test
  void shouldShowOneNounAndNoMoreThanAskedFor() throws IOException {
    // when
    String page = page(Optional.of("SKY"), 2, PictureSource.NONE);

    // then
    assertThat(page.split("<article", -1)).hasSize(3);
    assertThat(page).contains("noun-sky").doesNotContain("noun-grass");
    assertThatThrownBy(() -> page(Optional.of("zebra"), 2, PictureSource.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a noun such as [")
        .hasMessageContaining("got 'zebra'");
    assertThatThrownBy(() -> page(Optional.empty(), 0, PictureSource.NONE))
        .hasMessageContaining("at least 1");
  }

  private String page(Optional<String> noun, int most, PictureSource pictures) throws IOException {
    try (JobFolder job = JobFolder.of(index)) {
      FilterSettings filters = IndexPublication.filters(manifest);
      Selection selection = Selection.of(job.batches(), filters, folder.resolve("scratch"));
      IndexView view = IndexView.of(job.batches(), selection, new IndexView.Choice(noun, most));
      StringWriter page = new StringWriter();
      new InspectionPage(manifest, view, pictures, "why not").write(page);
      return page.toString();
    }
  }
}
