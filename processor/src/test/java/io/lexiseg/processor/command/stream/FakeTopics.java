package io.lexiseg.processor.command.stream;

import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Topics that hold what a command processor told. */
final class FakeTopics implements ToldTopics {
  private final Map<String, Told<Vocabulary>> vocabularies = new LinkedHashMap<>();
  private final Map<String, Told<CameraBinding>> bindings = new LinkedHashMap<>();
  private final Map<String, Told<VocabularyStatus>> answers = new LinkedHashMap<>();
  long replayed;
  int readings;

  void tell(List<CommandFixture.Told> told) {
    for (CommandFixture.Told one : told) {
      switch (one.sink()) {
        case CommandFixture.VOCABULARIES ->
            vocabularies.put(
                one.key(), new Told<>(one.value().map(Vocabulary.class::cast), one.at()));
        case CommandFixture.BINDINGS ->
            bindings.put(
                one.key(), new Told<>(one.value().map(CameraBinding.class::cast), one.at()));
        case CommandFixture.ANSWERS ->
            answers.put(
                one.key().replace("/commands", ""),
                new Told<>(one.value().map(VocabularyStatus.class::cast), one.at()));
        default -> {}
      }
    }
  }

  @Override
  public Map<String, Told<Vocabulary>> vocabularies() {
    readings++;
    return vocabularies;
  }

  @Override
  public Map<String, Told<CameraBinding>> bindings() {
    return bindings;
  }

  @Override
  public Map<String, Told<VocabularyStatus>> answers() {
    return answers;
  }

  @Override
  public long replayedCommands() {
    return replayed;
  }

  @Override
  public Map<String, CameraZones> zones() {
    return Map.of();
  }

  @Override
  public long replayedZoneCommands() {
    return 0;
  }
}
