package io.lexiseg.demo.security;

import io.lexiseg.cli.access.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of docs/security.md, with the files of a cluster in place of those it names. */
final class SecurityPage {
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\./lexiseg (.+?)(?: +# .*)?$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern CONFIG = Pattern.compile("([a-z]+)\\.properties");

  private final SecuredCluster cluster;
  private final Path folder;

  SecurityPage(SecuredCluster cluster, Path folder) {
    this.cluster = cluster;
    this.folder = folder;
  }

  /** All of them in order, each with its arguments. */
  List<List<String>> commands() throws Exception {
    List<List<String>> commands = new ArrayList<>();
    Matcher lines = COMMAND.matcher(Files.readString(Path.of("..", "docs", "security.md")));
    while (lines.find()) {
      commands.add(words(lines.group(1)));
    }
    return commands;
  }

  /** The only one that begins so. */
  List<String> command(String first) throws Exception {
    return commands().stream()
        .filter(command -> command.get(0).equals(first))
        .findFirst()
        .orElseThrow();
  }

  private List<String> words(String command) throws Exception {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? inPlace(matcher.group(2)) : matcher.group(1));
    }
    return words;
  }

  private String inPlace(String word) throws Exception {
    Matcher config = CONFIG.matcher(word);
    if (config.matches()) {
      Role role = Role.valueOf(config.group(1).toUpperCase(Locale.ROOT));
      return cluster.config(role).toString();
    }
    return word.equals("pictures") || word.equals("out") ? folder.resolve(word).toString() : word;
  }
}
