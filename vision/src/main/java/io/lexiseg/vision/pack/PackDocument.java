package io.lexiseg.vision.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexiseg.vision.text.TextFile;
import io.lexiseg.vision.text.TokenizerSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One {@code pack.json} being read: what packs of every kind hold. It notes every problem before
 * the reader gives up.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class PackDocument {
  private static final int FORMAT_VERSION = 1;
  private static final String KIND = "kind";
  private static final String ID = "[a-z0-9][a-z0-9._-]{0,63}";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Path folder;
  private final List<String> problems = new ArrayList<>();
  private final JsonFields fields;
  private final List<PackFile> files;

  private PackDocument(Path folder, JsonNode json) {
    this.folder = folder;
    this.fields = new JsonFields("", json, problems);
    this.files = readFiles(fields.object("files"));
  }

  /**
   * Opens the description of a pack.
   *
   * @param expected the kind that the pack has to be
   * @throws InvalidPackException if the folder holds no such file, or it is of another kind
   */
  public static PackDocument open(Path folder, PackKind expected) {
    PackDocument document = new PackDocument(folder, json(folder));
    PackKind found = document.kind();
    if (found != expected) {
      throw new InvalidPackException(
          folder,
          List.of(
              "kind: expected a pack of kind %s, got one of kind %s"
                  .formatted(JsonFields.spelling(expected), JsonFields.spelling(found))));
    }
    if (document.fields.integer("formatVersion", 1) != FORMAT_VERSION) {
      document.fields.problem(
          "formatVersion", "expected " + FORMAT_VERSION + ", a newer Lexiseg may read it");
    }
    return document;
  }

  /**
   * The kind of the pack in a folder.
   *
   * @throws InvalidPackException if the folder holds no {@code pack.json}, or it names no known
   *     kind
   */
  public static PackKind kind(Path folder) {
    return new PackDocument(folder, json(folder)).kind();
  }

  /** Whether packs can have that id. */
  static boolean isId(String id) {
    return id.matches(ID);
  }

  /** The top level of the document. */
  public JsonFields fields() {
    return fields;
  }

  /** Name under which the pack is stored. */
  public String id() {
    return fields.text("id", "an id of a-z, 0-9, '.', '_', '-'", PackDocument::isId);
  }

  /** Version of the recipe that made the pack, at least 1. */
  public int recipe() {
    return fields.integer("recipe", 1, 1);
  }

  /** Every file but {@code pack.json}. */
  public List<PackFile> files() {
    return files;
  }

  /** The path of one of the pack's files, which a field names. */
  public Path file(JsonFields json, String name) {
    String file = json.text(name);
    List<String> known = files.stream().map(PackFile::name).toList();
    if (!known.contains(file)) {
      json.problem(name, "expected one of the pack's files %s, got %s".formatted(known, file));
      return folder;
    }
    return folder.resolve(file);
  }

  /** A tokenizer; further keys of its object have to be read before. */
  public Optional<TokenizerSpec> tokenizer(JsonFields json) {
    TokenizerSpec.Kind kind = json.constant(KIND, TokenizerSpec.Kind.class);
    Path file = kind == TokenizerSpec.Kind.CLIP_BPE ? folder : file(json, "file");
    int maxTokens = json.integer("maxTokens", 3);
    return json.build(() -> new TokenizerSpec(kind, file, maxTokens));
  }

  /**
   * What has been read.
   *
   * @throws InvalidPackException with all problems, if there is none
   */
  public <P> P orThrow(Optional<P> pack) {
    return pack.orElseThrow(() -> new InvalidPackException(folder, problems));
  }

  private PackKind kind() {
    if (!fields.has(KIND)) {
      return PackKind.ENCODERS;
    }
    int before = problems.size();
    PackKind kind = fields.constant(KIND, PackKind.class);
    if (problems.size() > before) {
      throw new InvalidPackException(folder, problems.subList(before, problems.size()));
    }
    return kind;
  }

  private static JsonNode json(Path folder) {
    Path file = folder.resolve(Pack.FILE_NAME);
    try {
      return JSON.readTree(TextFile.read(file));
    } catch (JsonProcessingException e) {
      String reason = "%s is not JSON: %s".formatted(Pack.FILE_NAME, e.getOriginalMessage());
      throw new InvalidPackException(folder, List.of(reason));
    } catch (IOException e) {
      String reason = "cannot read %s: %s".formatted(Pack.FILE_NAME, e);
      throw new InvalidPackException(folder, List.of(reason));
    }
  }

  private static List<PackFile> readFiles(JsonFields json) {
    List<PackFile> files = new ArrayList<>();
    for (String name : json.names()) {
      JsonFields file = json.object(name);
      String sha256 = file.text("sha256");
      long size = file.size("sizeBytes");
      file.build(() -> new PackFile(name, sha256, size)).ifPresent(files::add);
    }
    return List.copyOf(files);
  }
}
