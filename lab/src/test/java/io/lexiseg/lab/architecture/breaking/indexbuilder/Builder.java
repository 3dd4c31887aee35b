package io.lexiseg.lab.architecture.breaking.indexbuilder;

import io.lexiseg.lab.architecture.breaking.cli.Line;
import io.lexiseg.lab.architecture.breaking.processor.Service;
import java.util.List;
import org.apache.kafka.streams.KeyValue;

/** Points the wrong way, and knows Kafka Streams and the processor outside of its service. */
public record Builder(
    List<Service> services, List<Line> lines, List<KeyValue<String, String>> values) {}
