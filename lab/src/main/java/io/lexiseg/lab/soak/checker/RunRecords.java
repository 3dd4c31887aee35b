package io.lexiseg.lab.soak.checker;

import io.lexiseg.cli.client.connection.KafkaConnection;
import io.lexiseg.cli.client.connection.RegistryPatience;
import io.lexiseg.lab.soak.checker.FrameCheck.Kind;
import io.lexiseg.lab.soak.checker.ReplayCheck.LogRecord;
import io.lexiseg.lab.system.LogReader;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.DeadLetterHeaders;
import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.FrameDrop;
import io.lexiseg.schemas.MaskStatistics;
import io.lexiseg.schemas.SegmentationMask;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.UndecodableRecordException;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads the topics of a run, committed records only, and enters them into checks. */
public final class RunRecords {
  private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(1);

  private final KafkaConnection connection;
  private final RegistryPatience registry = new RegistryPatience(REGISTRY_PATIENCE);

  /** Reads through a connection, which stays open. */
  public RunRecords(KafkaConnection connection) {
    this.connection = connection;
  }

  /** Enters frames, then everything that became of them. */
  public void enter(FrameCheck frames) {
    LogReader.read(
        connection,
        Topics.FRAMES,
        one -> frames.published(value(Frame.class, one), one.partition(), one.offset()));
    LogReader.read(
        connection,
        Topics.MASKS,
        one -> frames.outcome(Kind.MASK, value(SegmentationMask.class, one).getSource()));
    LogReader.read(
        connection,
        Topics.FRAME_DROPS,
        one -> frames.outcome(Kind.DROP, value(FrameDrop.class, one).getSource()));
    LogReader.read(
        connection,
        Topics.DEAD_LETTERS,
        one -> {
          if (header(one, DeadLetterHeaders.TOPIC).equals(Topics.FRAMES)) {
            frames.outcome(
                Kind.DEAD_LETTER,
                Integer.parseInt(header(one, DeadLetterHeaders.PARTITION)),
                Long.parseLong(header(one, DeadLetterHeaders.OFFSET)));
          }
        });
  }

  /** Enters every version, then masks with their statistics. */
  public void enter(LegendCheck legends) {
    LogReader.read(
        connection,
        Topics.VOCABULARIES,
        one -> {
          if (one.value() != null) {
            legends.version(value(Vocabulary.class, one));
          }
        });
    masks(legends::mask);
    LogReader.read(
        connection,
        Topics.MASK_STATISTICS,
        one -> legends.statistics(value(MaskStatistics.class, one)));
  }

  /** Enters reports, then masks. */
  public void enter(VersionCheck versions) {
    statuses(versions::report);
    masks(versions::mask);
  }

  /** Enters masks. */
  public void enter(OutageCheck outage) {
    masks(outage::mask);
  }

  /** Enters commands, those set aside, then answers. */
  public void enter(AnswerCheck answers) {
    LogReader.read(
        connection, Topics.VOCABULARY_COMMANDS, one -> answers.command(one.offset(), command(one)));
    LogReader.read(
        connection,
        Topics.DEAD_LETTERS,
        one -> {
          if (header(one, DeadLetterHeaders.TOPIC).equals(Topics.VOCABULARY_COMMANDS)) {
            answers.deadLetter(Long.parseLong(header(one, DeadLetterHeaders.OFFSET)));
          }
        });
    statuses(answers::status);
  }

  /** Enters commands and versions, then answers and reports. */
  public void enter(ReportCheck reports) {
    LogReader.read(
        connection, Topics.VOCABULARY_COMMANDS, one -> command(one).ifPresent(reports::command));
    LogReader.read(
        connection,
        Topics.VOCABULARIES,
        one ->
            reports.version(
                one.key(), one.value() == null ? 0 : value(Vocabulary.class, one).getVersion()));
    statuses(reports::status);
  }

  /** The records of a topic with one partition. */
  public List<LogRecord> log(String topic) {
    List<LogRecord> records = new ArrayList<>();
    LogReader.read(connection, topic, one -> records.add(logRecord(one)));
    return records;
  }

  /**
   * The answers to commands, without what instances report. Answers to previews are left out: an
   * instance refuses those that come too late or too many at a time.
   */
  public List<LogRecord> answers() {
    Set<String> previews = previews();
    List<LogRecord> records = new ArrayList<>();
    LogReader.read(
        connection,
        Topics.VOCABULARY_STATUS,
        one -> {
          if (one.value() == null) {
            return; // a report that an instance took along
          }
          VocabularyStatus status = value(VocabularyStatus.class, one);
          if (Answers.isAnswer(status)
              && status.getCommandId().filter(previews::contains).isEmpty()) {
            records.add(logRecord(one));
          }
        });
    return records;
  }

  private Set<String> previews() {
    Set<String> ids = new HashSet<>();
    LogReader.read(
        connection,
        Topics.VOCABULARY_COMMANDS,
        one ->
            command(one)
                .filter(command -> command.getAction() == CommandAction.PREVIEW)
                .ifPresent(command -> ids.add(command.getCommandId())));
    return ids;
  }

  private static LogRecord logRecord(ConsumerRecord<String, byte[]> one) {
    return new LogRecord(
        one.key(), Optional.ofNullable(one.value()).map(ByteBuffer::wrap), one.timestamp());
  }

  private void masks(Consumer<SegmentationMask> sink) {
    LogReader.read(
        connection, Topics.MASKS, one -> sink.accept(value(SegmentationMask.class, one)));
  }

  private void statuses(Consumer<VocabularyStatus> sink) {
    LogReader.read(
        connection,
        Topics.VOCABULARY_STATUS,
        one -> {
          if (one.value() != null) {
            sink.accept(value(VocabularyStatus.class, one));
          }
        });
  }

  private Optional<VocabularyCommand> command(ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.of(value(VocabularyCommand.class, record));
    } catch (UndecodableRecordException e) {
      return Optional.empty(); // what a processor must make a dead letter of
    }
  }

  private <T extends SpecificRecord> T value(Class<T> type, ConsumerRecord<String, byte[]> record) {
    return registry.await(
        () -> connection.deserializer(type).deserialize(record.topic(), record.value()));
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
