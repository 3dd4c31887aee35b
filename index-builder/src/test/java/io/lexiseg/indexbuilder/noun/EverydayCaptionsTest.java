package io.lexiseg.indexbuilder.noun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How well nouns are found, on captions labelled by hand; see the resource's README. */
class EverydayCaptionsTest {
  private static final CaptionNouns NOUNS = CaptionNouns.open();

  private record Labelled(String caption, Set<String> expected, Set<String> found) {
    long hits() {
      return expected.stream().filter(found::contains).count();
    }

    boolean isWrong() {
      return !expected.equals(found);
    }
  }

  @Test
  void shouldFindWhatAPersonPointsAt() throws IOException {
    // given
    List<Labelled> captions = captions();

    // when
    double hits = captions.stream().mapToLong(Labelled::hits).sum();
    double expected = captions.stream().mapToLong(c -> c.expected().size()).sum();
    double found = captions.stream().mapToLong(c -> c.found().size()).sum();

    // then: 0.981 and 0.987 were measured
    List<Labelled> wrong = captions.stream().filter(Labelled::isWrong).toList();
    assertThat(hits / expected).describedAs("recall, wrong: %s", wrong).isGreaterThan(0.95);
    assertThat(hits / found).describedAs("precision, wrong: %s", wrong).isGreaterThan(0.90);
  }

  private static List<Labelled> captions() throws IOException {
    List<Labelled> captions = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    EverydayCaptionsTest.class.getResourceAsStream("everyday-captions.tsv")),
                StandardCharsets.UTF_8))) {
      lines.lines().map(EverydayCaptionsTest::labelled).forEach(captions::add);
    }
    return captions;
  }

  private static Labelled labelled(String line) {
    String[] fields = line.split("\t");
    Set<String> found =
        NOUNS.extract(fields[0]).nouns().stream().map(Noun::lemma).collect(Collectors.toSet());
    return new Labelled(fields[0], Set.of(fields[1].split("; ")), found);
  }
}
