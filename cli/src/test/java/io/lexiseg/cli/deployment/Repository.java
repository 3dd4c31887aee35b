package io.lexiseg.cli.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files of the repository that no module owns. */
final class Repository {
  /** Root of the repository; tests run in the folder of their module. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Repository() {}

  static String read(String path) {
    return read(ROOT.resolve(path));
  }

  static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the documents of all YAML files below a folder that hold resources. */
  static List<Document> documents(String folder) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .sorted()
          .flatMap(Repository::documents)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One YAML document and the file it stands in, relative to the root. */
  record Document(String file, String text) {}

  private static Stream<Document> documents(Path file) {
    String name = ROOT.relativize(file).toString();
    return Arrays.stream(read(file).split("(?m)^---$")).map(text -> new Document(name, text));
  }

  /** Reads a file of {@code key=value} lines. */
  static Map<String, String> properties(Path file) {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> map = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
    return map;
  }

  /** Returns the text of the first element of that name in the root POM. */
  static String pom(String element) {
    Matcher matcher =
        Pattern.compile("<%s>([^<]+)</%s>".formatted(element, element)).matcher(read("pom.xml"));
    if (!matcher.find()) {
      throw new IllegalStateException("pom.xml: expected <" + element + ">, found none");
    }
    return matcher.group(1);
  }

  /** Returns the version of the project: the first one in the root POM. */
  static String version() {
    return pom("version");
  }
}
