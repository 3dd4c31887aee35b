package io.lexiseg.vision.text;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Objects;

/** Texts with the ids that a reference gave them. */
final class GoldenTokens {
  private GoldenTokens() {}

  record Golden(String text, List<Integer> ids) {}

  static List<Golden> read(String resource) {
    return read(Objects.requireNonNull(GoldenTokens.class.getResource(resource), resource));
  }

  static List<Golden> read(URL file) {
    try (InputStream in = file.openStream()) {
      return JsonMapper.builder().build().readValue(in, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
