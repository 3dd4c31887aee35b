package io.lexiseg.cli.command.vocabulary;

import io.lexiseg.cli.command.change.CurrentVocabulary;
import io.lexiseg.cli.failure.UsageException;
import io.lexiseg.cli.option.Checks;
import io.lexiseg.cli.option.Json;
import io.lexiseg.cli.option.KafkaOptions;
import io.lexiseg.cli.vocabulary.VocabularyDifference;
import io.lexiseg.cli.vocabulary.VocabularyVersions;
import io.lexiseg.schemas.PastVersion;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what changed between two versions of a vocabulary. */
@Command(
    name = "diff",
    description = "Print what changed between two versions of a vocabulary.",
    mixinStandardHelpOptions = true)
final class VocabularyDiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ID",
      defaultValue = "default",
      description = "Vocabulary (${DEFAULT-VALUE}).")
  private String id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FROM",
      description = "Version; default the one before TO.")
  private @Nullable Integer from;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "TO",
      description = "Version; default the current one.")
  private @Nullable Integer to;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    List<PastVersion> versions = VocabularyVersions.of(CurrentVocabulary.read(kafka, id)).all();
    PastVersion after = to == null ? versions.get(versions.size() - 1) : version(versions, to);
    PastVersion before = from == null ? before(versions, after) : version(versions, from);
    print(before.getVersion(), after.getVersion(), VocabularyDifference.of(before, after));
    return ExitCode.OK;
  }

  private PastVersion before(List<PastVersion> versions, PastVersion after) {
    int at = versions.indexOf(after);
    Checks.require(
        at > 0,
        "vocabulary %s: expected a version kept before %d, found none"
            .formatted(id, after.getVersion()));
    return versions.get(at - 1);
  }

  private PastVersion version(List<PastVersion> versions, int wanted) {
    return versions.stream()
        .filter(version -> version.getVersion() == wanted)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "vocabulary %s: expected one of the versions kept, %s, got %d"
                        .formatted(
                            id, versions.stream().map(PastVersion::getVersion).toList(), wanted)));
  }

  private void print(int before, int after, VocabularyDifference difference) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("vocabularyId", id);
      object.put("from", before);
      object.put("to", after);
      object.put("difference", difference);
      Json.print(out, object);
      return;
    }
    out.printf("%s version %d -> %d%n", id, before, after);
    difference.lines().forEach(out::println);
    if (difference.isEmpty()) {
      out.println("the same categories");
    }
  }
}
