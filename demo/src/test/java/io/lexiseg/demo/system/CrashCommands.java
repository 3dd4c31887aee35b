package io.lexiseg.demo.system;

import static io.lexiseg.schemas.MaskEncoding.COCO_RLE;
import static io.lexiseg.schemas.MaskEncoding.PNG;
import static io.lexiseg.schemas.MaskEncoding.POLYGONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.TopicReader;
import io.lexiseg.cli.client.VocabularyClient;
import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.ExemplarId;
import io.lexiseg.schemas.MaskOutputs;
import io.lexiseg.schemas.PictureBox;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyStatus;
import io.lexiseg.vision.mask.Mask;
import io.lexiseg.vision.mask.MaskPng;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** Commands that are decided while the processor is killed, and what must be there in the end. */
final class CrashCommands implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final ByteBuffer PICTURE =
      ByteBuffer.wrap(MaskPng.encode(Mask.of(64, 64, new short[64 * 64])));

  private final KafkaConnection connection;
  private final VocabularyClient client;
  private final TopicReader<VocabularyStatus> answers;
  private final List<String> sent = new ArrayList<>();
  private final List<String> answered = new ArrayList<>();
  private int rounds;

  CrashCommands(KafkaConnection connection) {
    this.connection = connection;
    this.client = new VocabularyClient(connection, Clock.systemUTC(), "test");
    this.answers =
        TopicReader.fromBeginning(connection, Topics.VOCABULARY_STATUS, VocabularyStatus.class);
  }

  /** Defines the vocabulary of all cameras; their masks have every form, and regions. */
  void define() {
    sent.add(client.define("default", List.of("road")));
    MaskOutputs all = new MaskOutputs(List.of(PNG, COCO_RLE, POLYGONS), 0f, true);
    send(
        "default",
        CommandAction.BIND,
        command -> command.setCameraIds(List.of(Topics.ANY_CAMERA)).setOutputs(all));
  }

  /** Sends so many lots of each kind of command, and waits until some of them are answered. */
  void sendLots(int lots, Runnable alive) {
    for (int lot = 0; lot < lots; lot++) {
      sendLot(rounds + lot);
    }
    int enough = answered.size() + lots;
    while (answered.size() < enough) {
      alive.run();
      readAnswers();
    }
    rounds += lots;
  }

  private void sendLot(int n) {
    sent.add(client.define(kept(n), List.of("road")));
    send(
        kept(n),
        CommandAction.ADD_EXEMPLAR,
        command -> command.setNames(List.of("road")).setExemplar(exemplar(n)));
    List<String> both = List.of(bound(n), released(n));
    sent.add(client.bind(kept(n), both, Optional.empty(), Optional.empty()));
    send(kept(n), CommandAction.UNBIND, command -> command.setCameraIds(List.of(released(n))));
    sent.add(client.define(gone(n), List.of("sky")));
    send(gone(n), CommandAction.DELETE, command -> command);
  }

  private void send(
      String vocabularyId, CommandAction action, UnaryOperator<VocabularyCommand.Builder> content) {
    VocabularyCommand.Builder command =
        VocabularyCommand.newBuilder().setVocabularyId(vocabularyId).setAction(action);
    sent.add(client.send(content.apply(command)));
  }

  private void readAnswers() {
    answers.read(POLL).stream()
        .filter(status -> status.getInstanceId().equals(Topics.ANSWERS))
        .forEach(status -> answered.add(status.getCommandId().orElseThrow()));
  }

  /** Waits for the rest of the answers, then checks that all is told, and told once. */
  void requireAllThere(Runnable alive) {
    while (answered.size() < sent.size()) {
      alive.run();
      readAnswers();
    }
    assertThat(answered).as("answers").containsExactlyElementsOf(sent);
    assertThat(versions()).as("versions").doesNotHaveDuplicates().hasSize(1 + 3 * rounds);
    Set<String> ids = new TreeSet<>(Set.of("default"));
    Set<String> cameras = new TreeSet<>(Set.of(Topics.ANY_CAMERA));
    Set<String> exemplars = new TreeSet<>();
    for (int n = 0; n < rounds; n++) {
      ids.add(kept(n));
      cameras.add(bound(n));
      exemplars.add(ExemplarId.of(exemplar(n)));
    }
    List<Vocabulary> vocabularies = table(Topics.VOCABULARIES, Vocabulary.class);
    assertThat(vocabularies)
        .extracting(Vocabulary::getVocabularyId)
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(named(vocabularies)).isEqualTo(exemplars);
    assertThat(table(Topics.EXEMPLARS, Exemplar.class))
        .extracting(ExemplarId::of)
        .containsExactlyInAnyOrderElementsOf(exemplars);
    assertThat(table(Topics.CAMERA_BINDINGS, CameraBinding.class))
        .extracting(CameraBinding::getCameraId)
        .containsExactlyInAnyOrderElementsOf(cameras);
  }

  private static Set<String> named(List<Vocabulary> vocabularies) {
    return vocabularies.stream()
        .flatMap(vocabulary -> vocabulary.getCategories().stream())
        .map(Category::getExemplars)
        .flatMap(List::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> versions() {
    try (TopicReader<Vocabulary> reader =
        TopicReader.fromBeginning(connection, Topics.VOCABULARIES, Vocabulary.class)) {
      return reader.rest(POLL).stream()
          .map(version -> version.getVocabularyId() + " " + version.getVersion())
          .toList();
    }
  }

  private <T extends SpecificRecord> List<T> table(String topic, Class<T> type) {
    try (TopicReader<T> reader = TopicReader.fromBeginning(connection, topic, type)) {
      return reader.table(POLL);
    }
  }

  private static Exemplar exemplar(int n) {
    return new Exemplar(PICTURE.duplicate(), new PictureBox(n / 60, n % 60, 1, 1));
  }

  private static String kept(int n) {
    return "kept-" + n;
  }

  private static String gone(int n) {
    return "gone-" + n;
  }

  private static String bound(int n) {
    return "bound-" + n;
  }

  private static String released(int n) {
    return "released-" + n;
  }

  @Override
  public void close() {
    answers.close();
    client.close();
  }
}
