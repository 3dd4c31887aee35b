package io.lexiseg.cli.viewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;

/**
 * What a request gets.
 *
 * <p><b>Ownership:</b> the bytes are kept, not copied; read only.
 */
final class Answer {
  static final int METHOD_NOT_ALLOWED = 405;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_TYPE = "application/json; charset=utf-8";
  private static final String TEXT_TYPE = "text/plain; charset=utf-8";

  private final int code;
  private final String type;
  private final byte[] body;

  Answer(int code, String type, byte[] body) {
    this.code = code;
    this.type = type;
    this.body = body;
  }

  static Answer text(int code, String text) {
    return new Answer(code, TEXT_TYPE, text.getBytes(StandardCharsets.UTF_8));
  }

  static Answer refused(ViewerAccess.Refusal refusal) {
    return text(refusal.status(), refusal.text());
  }

  static Answer notFound() {
    return text(404, "not found");
  }

  static Answer brokenPath() {
    return text(400, "expected a path in UTF-8");
  }

  static Answer json(int code, Object value) throws JsonProcessingException {
    return new Answer(code, JSON_TYPE, JSON.writeValueAsBytes(value));
  }

  int code() {
    return code;
  }

  String type() {
    return type;
  }

  byte[] body() {
    return body;
  }
}
