package io.lexiseg.processor.config;

import io.lexiseg.vision.text.TextFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Gathers properties for {@link ProcessorConfig#from}: a file, then the environment, then the
 * command line; later wins.
 */
public final class ConfigSources {
  private static final String VARIABLE_PREFIX = "LEXISEG_";

  private ConfigSources() {}

  /**
   * Gathers properties.
   *
   * @param file in Java's properties format
   * @param environment variables of the process; {@code LEXISEG_} and the property's name in
   *     capitals with underscores for dots, others are left alone
   * @param commandLine properties by name
   * @throws IllegalArgumentException if the file cannot be read
   */
  public static Map<String, String> gather(
      Optional<Path> file, Map<String, String> environment, Map<String, String> commandLine) {
    Map<String, String> gathered = new TreeMap<>();
    file.ifPresent(path -> gathered.putAll(read(path)));
    gathered.putAll(fromEnvironment(environment));
    gathered.putAll(commandLine);
    return gathered;
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = new StringReader(TextFile.read(file))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "configuration file: expected a readable file, got %s".formatted(file), e);
    }
    Map<String, String> read = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name)));
    return read;
  }

  private static Map<String, String> fromEnvironment(Map<String, String> environment) {
    Map<String, String> found = new TreeMap<>();
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(VARIABLE_PREFIX)) {
            String name = variable.substring(VARIABLE_PREFIX.length());
            String key = name.toLowerCase(Locale.ROOT).replace('_', '.');
            // The same prefix names folders and options of the launcher.
            if (ProcessorProperty.isKnown(key)) {
              found.put(key, value);
            }
          }
        });
    return found;
  }
}
