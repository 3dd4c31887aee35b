package io.lexiseg.recognition.retrieval;

import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.recognition.category.CategoryText;
import io.lexiseg.vision.pack.Checksums;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Cache keys: equal exactly where index, backbone, retrieval and words of a category are equal. */
final class CategoryKeys {
  /** Rises when the meaning of a cached value changes. */
  private static final int VERSION = 3;

  private final IndexManifest manifest;
  private final String described;
  private final RetrievalSettings settings;

  CategoryKeys(IndexManifest manifest, RetrievalSettings settings) {
    this.manifest = manifest;
    this.described = manifest.toJson();
    this.settings = settings;
  }

  /** Key of a category, readable up to the generation. */
  String of(CategoryText category) {
    List<String> templates =
        category.templates().isEmpty() ? settings.templates() : category.templates();
    Digest digest = new Digest();
    digest.put(described);
    digest.put(settings.backbone());
    digest.put(settings.retrieval().toString());
    digest.put(templates);
    digest.put(category.name());
    digest.put(category.synonyms());
    return "lexiseg:category:%d:{lexiseg:%s}:%d:%s"
        .formatted(VERSION, manifest.name(), manifest.generation(), digest.hex());
  }

  /** SHA-256 of strings, each preceded by its length so that none can run into the next. */
  private static final class Digest {
    private final MessageDigest sha256 = Checksums.sha256();

    void put(List<String> texts) {
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, texts.size()));
      texts.forEach(this::put);
    }

    void put(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      sha256.update(bytes);
    }

    String hex() {
      return HexFormat.of().formatHex(sha256.digest());
    }
  }
}
