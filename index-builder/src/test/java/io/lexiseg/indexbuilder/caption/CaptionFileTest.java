package io.lexiseg.indexbuilder.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionFileTest {
  @TempDir private Path folder;

  @Test
  void shouldNumberTheLinesOfATextSoThatTheySort() throws IOException {
    assertThat(read("captions.txt", "A dog.\n\n   \nTwo cats.  \n"))
        .containsExactly(new Caption("00000001", "A dog."), new Caption("00000004", "Two cats."));
  }

  @Test
  void shouldReadIdsBeforeATab() throws IOException {
    assertThat(read("captions.tsv", "1000.jpg#0\tA dog.\n\nb\t Two cats. \nc\t \n"))
        .containsExactly(new Caption("1000.jpg#0", "A dog."), new Caption("b", "Two cats."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void shouldReadAnyLineEndsBehindAByteOrderMark(String end) throws IOException {
    assertThat(read("captions.tsv", "\uFEFFa\tA café." + end + end + "b\tA cat."))
        .containsExactly(new Caption("a", "A café."), new Caption("b", "A cat."));
  }

  @ParameterizedTest
  @CsvSource({
    "captions.json, '{\"annotations\":[{\"id\":1,\"image_id\":2,\"caption\":\"a\"}]}', COCO",
    "captions.JSON, '{\"annotations\":[{\"id\":1,\"image_id\":2,\"caption\":\"a\"}]}', COCO",
    "captions, '  {\"annotations\":[{\"id\":1,\"image_id\":2,\"caption\":\"a\"}]}', COCO",
    "captions.token, 'a\tb', TSV",
    "captions.txt, 'a\tb', TEXT",
    "captions, 'a dog', TEXT"
  })
  void shouldTellTheFormatByExtensionOrContent(String name, String text, CaptionFormat format)
      throws IOException {
    assertThat(CaptionFile.check(write(name, text)).format()).isEqualTo(format);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16LE, UTF-16LE, a.txt",
    "UTF-16BE, UTF-16BE, a.tsv",
    "UTF-16LE, UTF-16LE, a.json",
    "UTF-32LE, UTF-32, a.txt",
    "UTF-32BE, UTF-32, a.json"
  })
  void shouldNameAnEncodingWithByteOrderMark(String charset, String expected, String name)
      throws IOException {
    Path file = write(name, "\uFEFFa dog", Charset.forName(charset));
    assertRefused(file, "expected UTF-8, found " + expected);
  }

  @Test
  void shouldNameAnEncodingWithoutByteOrderMark() throws IOException {
    assertRefused(
        write("a.txt", "a dog", StandardCharsets.UTF_16LE), "UTF-16LE or binary, by a zero byte");
    assertRefused(
        write("b.txt", "a dog\na café\n", StandardCharsets.ISO_8859_1),
        "b.txt, line 2: expected UTF-8, found byte 0xE9 as in Windows-1252 or ISO 8859-1");
  }

  @ParameterizedTest
  @CsvSource({
    "'a\tA dog.\nb A cat.', 'line 2: expected an id, a tab and a caption, found 1 fields'",
    "'a\tA dog.\tthere', 'line 1: expected an id, a tab and a caption, found 3 fields'",
    "'\tA dog.', 'line 1: expected an id of 1 to 100 characters'",
    "'../a\tA dog.', 'line 1: expected an id of 1 to 100 characters'",
    "'a\tA dog.\nb\tA cat.\na\tA cow.', 'line 3: expected an id of its own, found \"a\" again'",
    "'a\t \n', 'expected at least one caption, found none'",
    "'', 'expected at least one caption, found none'"
  })
  void shouldSayWhichLineIsWrong(String text, String problem) throws IOException {
    assertRefused(write("captions.tsv", text), problem);
  }

  @Test
  void shouldRefuseALineWithoutEnd() throws IOException {
    assertRefused(
        write("a.txt", "a\n" + "b".repeat(1 << 21)), "line 2: expected a line of at most");
  }

  @Test
  void shouldRefuseWhatIsNoFile() {
    assertRefused(folder, "expected a file of captions, found a folder");
    assertRefused(folder.resolve("none.txt"), "expected a file of captions, found none");
  }

  @Test
  void shouldReadOnlyWhatIsAskedFor() throws IOException {
    CaptionFile file = CaptionFile.check(write("a.txt", "a dog\n".repeat(10_000)));
    try (Stream<Caption> captions = file.captions()) {
      assertThat(captions.skip(9_998).findFirst()).contains(new Caption("00009999", "a dog"));
    }
    assertThat(file.count()).isEqualTo(10_000);
  }

  private void assertRefused(Path file, String problem) {
    assertThatThrownBy(() -> CaptionFile.check(file))
        .isInstanceOf(InvalidCaptionsException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(problem);
  }

  private List<Caption> read(String name, String text) throws IOException {
    CaptionFile file = CaptionFile.check(write(name, text));
    try (Stream<Caption> captions = file.captions()) {
      return captions.toList();
    }
  }

  private Path write(String name, String text) throws IOException {
    return write(name, text, StandardCharsets.UTF_8);
  }

  private Path write(String name, String text, Charset charset) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(charset));
  }
}
