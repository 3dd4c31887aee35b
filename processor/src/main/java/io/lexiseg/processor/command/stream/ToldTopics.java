package io.lexiseg.processor.command.stream;

import io.lexiseg.processor.zone.command.ToldZones;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What processors have told of vocabularies and zones so far, as the topics hold it. */
public interface ToldTopics extends ToldZones {
  /** Topics that hold nothing. */
  ToldTopics NONE =
      new ToldTopics() {
        @Override
        public Map<String, Told<Vocabulary>> vocabularies() {
          return Map.of();
        }

        @Override
        public Map<String, Told<CameraBinding>> bindings() {
          return Map.of();
        }

        @Override
        public Map<String, Told<VocabularyStatus>> answers() {
          return Map.of();
        }

        @Override
        public long replayedCommands() {
          return 0;
        }

        @Override
        public Map<String, CameraZones> zones() {
          return Map.of();
        }

        @Override
        public long replayedZoneCommands() {
          return 0;
        }
      };

  /**
   * The last that was told under a key.
   *
   * @param value empty: that it is gone
   * @param at record time of the command it followed from
   */
  record Told<V>(Optional<V> value, Instant at) {}

  /** Vocabularies by id. */
  Map<String, Told<Vocabulary>> vocabularies();

  /** Bindings by camera. */
  Map<String, Told<CameraBinding>> bindings();

  /** The last answer to a command, by vocabulary. */
  Map<String, Told<VocabularyStatus>> answers();

  /**
   * End of the commands that come again although they may have been decided; 0 where commands go on
   * at the first that was not.
   */
  long replayedCommands();
}
