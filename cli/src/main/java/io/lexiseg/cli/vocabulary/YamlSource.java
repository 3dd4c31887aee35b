package io.lexiseg.cli.vocabulary;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.vision.text.TextFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** A YAML file that people write, as values that know their place. */
final class YamlSource {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_LETTERS = 16 << 20;

  private final Path file;

  YamlSource(Path file) {
    this.file = file;
  }

  /**
   * Reads the file.
   *
   * @throws FailedException with file and line if it cannot be read or is no YAML
   */
  YamlValue read() {
    LoaderOptions limits = new LoaderOptions();
    limits.setNestingDepthLimit(MAX_DEPTH);
    limits.setCodePointLimit(MAX_LETTERS);
    try {
      String text = TextFile.read(file);
      Node root = new Yaml(limits).compose(new StringReader(text));
      return Optional.ofNullable(root)
          .map(node -> YamlValue.root(this, node))
          .orElseThrow(() -> failure(1, "expected a list of categories, got an empty file"));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw failure(line, "expected YAML, got an error: " + e.getProblem());
    } catch (YAMLException e) {
      throw failure(1, "expected YAML, got an error: " + e.getMessage());
    } catch (IOException e) {
      throw new FailedException("%s: cannot be read: %s".formatted(file, e), e);
    }
  }

  FailedException failure(int line, String message) {
    return new FailedException("%s, line %d: %s".formatted(file, line, message));
  }
}
