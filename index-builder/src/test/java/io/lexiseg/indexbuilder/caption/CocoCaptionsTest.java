package io.lexiseg.indexbuilder.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CocoCaptionsTest {
  @TempDir private Path folder;

  @Test
  void shouldCountTheSlotsOfAPictureByTheIdsOfItsAnnotations() throws IOException {
    // given
    Path file =
        write(
            """
            {"info": {"annotations": [1]}, "images": [{"id": 7, "file_name": "7.jpg"}],
             "annotations": [
               {"image_id": 7, "id": 30, "caption": "third"},
               {"image_id": 4, "id": 20, "caption": "only\\n"},
               {"image_id": 7, "id": 9, "caption": "first", "more": {"id": 1}},
               {"image_id": 7, "id": 12, "caption": " "}
             ],
             "licenses": []}
            """);

    // when
    List<Caption> captions = read(file);

    // then
    assertThat(captions)
        .containsExactly(
            new Caption("7-2", "third"), new Caption("4-0", "only"), new Caption("7-0", "first"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                           | expected {\"annotations\": [...]}",
        "{}                                           | expected {\"annotations\": [...]}, found none",
        "{\"annotations\": 3}                         | expected {\"annotations\": [...]}",
        "{\"annotations\": []}                        | expected at least one caption",
        "{\"annotations\": [5]}                       | annotation 1: expected an object",
        "{\"annotations\": [{\"id\": 1, \"image_id\": 2}]} | annotation 1: expected \"caption\", found none",
        "{\"annotations\": [{\"id\": \"x\"}]}         | annotation 1: expected \"id\" to be a whole number",
        "{\"annotations\": [{\"id\": 1.5}]}           | annotation 1: expected \"id\" to be a whole number",
        "{\"annotations\": [{\"id\": 99999999999999999999}]} | expected \"id\" to be a whole number",
        "{\"annotations\": [{\"caption\": [1]}]}      | annotation 1: expected \"caption\" to be a text",
        "{\"annotations\": [{\"id\": 1                | expected JSON",
        "{\"annotations\": [] , nonsense              | expected JSON",
        "a dog                                        | expected JSON"
      })
  void shouldSayWhatIsNotAsCocoHasIt(String text, String problem) throws IOException {
    assertRefused(write(text), problem);
  }

  @Test
  void shouldSayTheLineOfAWrongAnnotation() throws IOException {
    Path file =
        write(
            "{\"annotations\": [\n{\"id\": 1, \"image_id\": 2, \"caption\": \"a\"},\n{\"id\": 2}]}");
    assertRefused(file, "line 3, annotation 2: expected \"image_id\", found none");
  }

  @Test
  void shouldRefuseAnAnnotationTwice() throws IOException {
    String one = "{\"id\": 1, \"image_id\": 2, \"caption\": \"a\"}";
    Path file = write("{\"annotations\": [" + one + "," + one + "]}");
    assertRefused(file, "expected distinct annotations, found two of id 1 for image 2");
  }

  private static void assertRefused(Path file, String problem) {
    assertThatThrownBy(() -> CaptionFile.check(file))
        .isInstanceOf(InvalidCaptionsException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(problem);
  }

  private static List<Caption> read(Path path) {
    CaptionFile file = CaptionFile.check(path);
    try (Stream<Caption> captions = file.captions()) {
      return captions.toList();
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("captions.json"), text);
  }
}
