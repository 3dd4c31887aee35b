package io.lexiseg.indexbuilder.dataset;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetDefinitionsTest {
  @TempDir private Path root;
  private TinyFiles files;

  @BeforeEach
  void setUp() {
    files = new TinyFiles(root);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"title\": \"t\", \"layouts\": []}",
        "{\"title\": \"t\", \"categories\": [\"a\"], \"layouts\": [], \"colour\": 1}",
        "{\"title\": \"t\", \"categories\": [\"a\", \"b\"], \"layouts\": [{\"pictures\": \"p/*.jpg\", \"masks\": \"m/*.png\", \"labels\": \"0-4\", \"ignored\": \"255\"}]}",
        "{\"title\": \"t\", \"categories\": [\"a\", \"b\"], \"layouts\": [{\"pictures\": \"p/*.jpg\", \"masks\": \"m/*.png\", \"labels\": \"0-1\", \"ignored\": \"1\"}]}",
        "{\"title\": \"t\", \"categories\": [\"a\"], \"layouts\": [{\"pictures\": \"p/*.jpg\", \"masks\": \"m/*.png\", \"labels\": \"x\", \"ignored\": \"255\"}]}",
      })
  void shouldRefuseDefinition(String json) {
    // given
    files.text("own.json", json);

    // when, then
    assertThatThrownBy(() -> DatasetDefinitions.read(root.resolve("own.json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("own.json: expected the definition of a data set");
  }
}
