package io.lexiseg.lab.architecture.breaking.recognition;

import io.lexiseg.lab.architecture.breaking.processor.Service;
import org.apache.kafka.common.TopicPartition;

/** Points the wrong way, and knows Kafka. */
public record Model(Service service, TopicPartition partition) {}
