package io.lexiseg.processor.report;

import static io.lexiseg.recognition.category.TestRecords.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.AvroSerdes;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusPublisherTest {
  private final AvroSerdes serdes = AvroSerdes.open("mock://" + UUID.randomUUID());
  private final MockProducer<String, VocabularyStatus> producer =
      new MockProducer<>(
          true, null, new StringSerializer(), serdes.serde(VocabularyStatus.class).serializer());

  @AfterEach
  void close() {
    serdes.close();
  }

  @Test
  void shouldTakeItsReportsAlongWhenItsInstanceNeverComesBack() {
    // given
    StatusPublisher publisher = new StatusPublisher(producer, false);
    publisher.accept(status("street", "random"));
    publisher.accept(status("street", "random"));
    publisher.accept(status("yard", "random"));
    publisher.accept(status("yard", "commands"));
    // when
    publisher.close();
    // then
    assertThat(producer.history())
        .filteredOn(record -> record.value() == null)
        .extracting(ProducerRecord::key)
        .containsExactly("street/random", "yard/random");
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void shouldLeaveTheReportsOfAnInstanceThatComesBack() {
    // given
    StatusPublisher publisher = new StatusPublisher(producer, true);
    publisher.accept(status("street", "plant-0"));
    // when
    publisher.close();
    // then
    assertThat(producer.history()).hasSize(1);
  }

  @Test
  void shouldForgetWhatItIsTold() {
    // given
    StatusPublisher publisher = new StatusPublisher(producer, true);
    // when
    publisher.forget("street/gone");
    // then
    assertThat(producer.history())
        .singleElement()
        .returns("street/gone", ProducerRecord::key)
        .returns(null, ProducerRecord::value);
  }

  private static VocabularyStatus status(String vocabularyId, String instanceId) {
    return VocabularyStatus.newBuilder()
        .setVocabularyId(vocabularyId)
        .setInstanceId(instanceId)
        .setVersion(1)
        .setState(VocabularyState.READY)
        .setReportedAt(NOW)
        .build();
  }
}
