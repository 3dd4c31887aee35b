package io.lexiseg.indexbuilder.job;

import io.lexiseg.indexbuilder.generation.CaptionTask;
import io.lexiseg.vision.pack.Checksums;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tasks of a build: captions in the order of their ids, each with a seed of its own. */
public final class CaptionTasks {
  private final SortedMap<String, String> texts = new TreeMap<>();

  /**
   * Adds a caption.
   *
   * @param id orders the index
   * @throws IllegalArgumentException if the id was added before, or holds a control character
   */
  public void add(String id, String text) {
    if (id.isBlank() || id.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "captions: expected an id without control characters, got '%s'".formatted(id));
    }
    String before = texts.putIfAbsent(id, text);
    if (before != null) {
      throw new IllegalArgumentException(
          "captions: expected each id once, found '%s' twice: '%s', '%s'"
              .formatted(id, before, text));
    }
  }

  /** The captions as a plan pins them. */
  public BuildPlan.Captions pinned() {
    MessageDigest digest = Checksums.sha256();
    for (Map.Entry<String, String> caption : texts.entrySet()) {
      put(digest, caption.getKey());
      put(digest, caption.getValue());
    }
    String sha256 = java.util.HexFormat.of().formatHex(digest.digest());
    return new BuildPlan.Captions(sha256, texts.size());
  }

  private static void put(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  /**
   * The tasks in order.
   *
   * @param seed of the build; a caption's own is the beginning of the SHA-256 of it and the id, so
   *     that it does not depend on the other captions
   */
  public List<CaptionTask> tasks(long seed) {
    List<CaptionTask> tasks = new ArrayList<>(texts.size());
    texts.forEach(
        (id, text) -> tasks.add(new CaptionTask(id, text, Optional.empty(), seedOf(seed, id))));
    return tasks;
  }

  /** Seed of a caption in a build. */
  public static long seedOf(long seed, String id) {
    MessageDigest digest = Checksums.sha256();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
    return ByteBuffer.wrap(digest.digest(id.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
