package io.lexiseg.vision.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.setting.PaperPreset;
import io.lexiseg.vision.setting.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of docs/settings.md against the code. */
class SettingsDocumentTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (.*?) \\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Preset PRESET = PresetReader.paper("paper", PaperPreset.CONTEXT);

  @Test
  void shouldDescribeEveryKeyOnce() throws IOException {
    // when
    List<String> documented = rows().stream().map(row -> row.group(1)).toList();

    // then
    assertThat(documented).containsExactlyElementsOf(PRESET.text().keySet());
  }

  @Test
  void shouldGiveValuesThatAreWrittenAsTheyAreRead() throws IOException {
    int values = 0;
    for (MatchResult row : rows()) {
      for (MatchResult code : CODE.matcher(row.group(2)).results().toList()) {
        // when
        Map<String, String> text = PRESET.with(row.group(1), code.group(1)).text();

        // then: the document shows every part
        List<String> same = new ArrayList<>(List.of(code.group(1)));
        if (code.group(1).equals("separate:maxShare=1")) {
          same.add("max-similarity");
        }
        assertThat(same).contains(text.get(row.group(1)));
        values++;
      }
    }
    assertThat(values).isGreaterThan(20);
  }

  private static List<MatchResult> rows() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "settings.md"));
    return ROW.matcher(page).results().toList();
  }
}
