package io.lexiseg.lab.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lexiseg.vision.pack.random.TinyPack;
import io.lexiseg.vision.setting.Preset;
import io.lexiseg.vision.similarity.Aggregation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the lab adds to the settings, as text. */
class AblationSettingsTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| `([^`]+)` \\|");

  @TempDir Path folder;

  private Preset preset;

  @BeforeEach
  void setUp() {
    preset = TinyPack.write(folder, 1).defaultPreset();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "superpixels | slic:count=150,compactness=7.5,sigma=0,iterations=5",
        "superpixels | watershed:count=99,compactness=1.0E-5",
        "aggregation | k-means:clusters=4,maxShare=1",
        "aggregation | spherical-k-means:clusters=16,maxShare=0",
        "aggregation | votes:voters=25"
      })
  void shouldReadWhatItWrites(String key, String value) {
    // when
    Preset changed = preset.with(key, value);

    // then
    assertThat(changed.text()).containsEntry(key, value);
    assertThat(changed.with(key, preset.text().getOrDefault(key, ""))).isEqualTo(preset);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "superpixels | slic | slic:count=200,compactness=10,sigma=1,iterations=10",
        "superpixels | watershed:count=100 | watershed:count=100,compactness=1.0E-5",
        "aggregation | k-means | k-means:clusters=8,maxShare=1",
        "aggregation | spherical-k-means | spherical-k-means:clusters=8,maxShare=1",
        "aggregation | votes | votes:voters=10"
      })
  void shouldTakeTheReleasedConstantsForPartsLeftOut(String key, String value, String whole) {
    assertThat(preset.with(key, value).text()).containsEntry(key, whole);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "superpixels | kmeans | expected none, felzenszwalb, seeds, slic, watershed or sam2",
        "superpixels | slic:n=200 | slic has no part [n]",
        "aggregation | median | separate, k-means, spherical-k-means or votes, got 'median'",
        "aggregation | k-means:clusters=0 | 1..4096 clusters",
        "aggregation | k-means:maxShare=2 | maxShare 0..1",
        "aggregation | votes:voters=0 | at least one voter"
      })
  void shouldSayWhatIsWrongWithAValue(String key, String value, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> preset.with(key, value))
        .withMessageContaining(expected);
  }

  @Test
  void shouldKeepClustersInsteadOfPrototypes() {
    // given
    float[] rows = {0, 1, 0, 3, 8, 0};
    Aggregation clusters = new Clusters(2, false, 1);

    // when
    float[] kept = clusters.kept(rows, 2);

    // then
    assertThat(kept).isEqualTo(KMeans.means(rows, 2, 2, false)).hasSize(4);
    assertThat(clusters.keepsRows()).isTrue();
    assertThat(clusters.mostRows(350)).isEqualTo(2);
  }

  @Test
  void shouldKeepAllThatVote() {
    // given
    float[] rows = {0, 1, 0, 3, 8, 0};
    Aggregation votes = new Votes(1);

    // when, then
    assertThat(votes.keepsRows()).isTrue();
    assertThat(votes.mostRows(350)).isEqualTo(350);
    assertThat(votes.kept(rows, 2)).isSameAs(rows);
  }

  @Test
  void shouldBeDescribed() throws IOException {
    // given
    String page = Files.readString(Path.of("..", "docs", "paper-rows", "introduction.md"));
    List<MatchResult> described = ROW.matcher(page).results().toList();

    // when, then: the page shows every part
    assertThat(described).hasSize(5);
    assertThat(described)
        .allSatisfy(
            row ->
                assertThat(preset.with(row.group(1), row.group(2)).text())
                    .containsEntry(row.group(1), row.group(2)));
  }
}
