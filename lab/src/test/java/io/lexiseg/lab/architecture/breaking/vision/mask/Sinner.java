package io.lexiseg.lab.architecture.breaking.vision.mask;

import ai.djl.Device;
import io.lexiseg.lab.architecture.breaking.schemas.Agreement;
import org.apache.kafka.common.TopicPartition;
import redis.clients.jedis.Protocol;

/** Uses everything that vision may not. */
record Sinner(Device device, Protocol redis, TopicPartition partition, Agreement agreement) {}
