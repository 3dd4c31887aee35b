package io.lexiseg.vision.pack.install;

/**
 * A file that a hub keeps.
 *
 * @param repository owner and name, {@code timm/vit_base_patch14_dinov2.lvd142m}
 * @param revision branch, tag or commit
 * @param file path in the repository
 * @param sizeBytes length; 0: not known
 * @param sha256 64 lower-case hexadecimal digits; empty: not known
 */
public record HubFile(
    String repository, String revision, String file, long sizeBytes, String sha256) {
  /** Checks that the parts make an address. */
  public HubFile {
    boolean good =
        repository.matches("[\\w.-]+/[\\w.-]+")
            && revision.matches("[\\w.-]+(/[\\w.-]+)*")
            && file.matches("[\\w.-]+(/[\\w.-]+)*")
            && sizeBytes >= 0
            && sha256.matches("([0-9a-f]{64})?");
    if (!good) {
      throw new IllegalArgumentException(
          "file of a hub: expected OWNER/NAME, a revision, a path, a size and a sha256, got %s %s %s %d %s"
              .formatted(repository, revision, file, sizeBytes, sha256));
    }
  }

  @Override
  public String toString() {
    return repository + "@" + revision + "/" + file;
  }
}
