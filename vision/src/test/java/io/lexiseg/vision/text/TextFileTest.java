package io.lexiseg.vision.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"UTF-8, false", "UTF-8, true", "UTF-16LE, true", "UTF-16BE, true"})
  void shouldLeaveTheByteOrderMarkOut(String charset, boolean marked) throws IOException {
    // given
    String text = (marked ? "\uFEFF" : "") + "Straße\r\n天空\n";
    Path file = Files.write(folder.resolve("names.txt"), text.getBytes(Charset.forName(charset)));

    // when
    String read = TextFile.read(file);

    // then
    assertThat(read).isEqualTo("Straße\r\n天空\n");
    assertThat(TextFile.lines(file)).containsExactly("Straße", "天空");
  }

  @Test
  void shouldRefuseWhatIsNotText() {
    assertThatThrownBy(() -> TextFile.decode(new byte[] {'a', (byte) 0xFC}))
        .isInstanceOf(CharacterCodingException.class);
  }
}
