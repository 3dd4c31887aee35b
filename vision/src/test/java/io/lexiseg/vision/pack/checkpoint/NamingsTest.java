package io.lexiseg.vision.pack.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Held to the exporter in Python, whose networks agree with those of the libraries. */
class NamingsTest {
  @ParameterizedTest
  @MethodSource("io.lexiseg.vision.pack.checkpoint.TinyCheckpoint#namings")
  void shouldKnowWhatTheLibrariesCallTheirTensors(JsonNode row) {
    assertSame(row.get("tensors"), "picture", Namings.PICTURE);
    assertSame(row.get("tensors"), "text", Namings.TEXT);
  }

  private static void assertSame(JsonNode tensors, String tower, List<Naming> namings) {
    Set<String> names = new TreeSet<>();
    tensors.fieldNames().forEachRemaining(names::add);
    boolean expected = tensors.get(names.iterator().next()).has(tower);
    List<Naming> fitting = namings.stream().filter(naming -> naming.fits(names)).toList();
    assertThat(fitting).hasSize(expected ? 1 : 0);
    for (Naming naming : fitting) {
      for (String name : names) {
        JsonNode common = tensors.get(name).get(tower);
        assertThat(naming.common(name).orElse("none"))
            .as(name)
            .isEqualTo(common.isNull() ? "none" : common.asText());
        assertThat(naming.ignores(name) || !common.isNull()).as(name).isTrue();
      }
    }
  }
}
