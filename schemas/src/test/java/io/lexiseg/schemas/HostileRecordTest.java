package io.lexiseg.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.lexiseg.schemas.connection.RegistryClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that nobody of us wrote, with ids of our schemas and of any that a registry takes. */
class HostileRecordTest {
  private static final int LONGEST = 64;
  private static final long MOST_BYTES = 64 * 1024;
  private static final int RECORDS = 60_000;
  private static final byte[] MOST_ITEMS = {(byte) 0xf0, -1, -1, -1, 0x0f, 0};
  private static final byte[] MOST_ITEMS_OF_A_BLOCK = {(byte) 0xed, -1, -1, -1, 0x0f, 0};
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final AvroSerdes serdes = AvroSerdes.open("mock://hostile");
  private final SchemaRegistryClient registry = MockSchemaRegistry.getClientForScope("hostile");
  private final Deserializer<Frame> frames = serdes.serde(Frame.class).deserializer();
  private final Deserializer<VocabularyCommand> commands =
      serdes.serde(VocabularyCommand.class).deserializer();

  /** Schemas of a record that calls itself a frame; F stands for the fields of one. */
  private enum Trap {
    NULLS("F, {'name':'x', 'type':{'type':'array','items':'null'}}"),
    EMPTY_RECORDS(
        "F, {'name':'x', 'type':{'type':'array','items':"
            + "{'type':'record','name':'Empty','fields':[]}}}"),
    NULLS_IN_MAPS("F, {'name':'x', 'type':{'type':'map','values':'null'}}"),
    NESTED_NULLS(
        "F, {'name':'x', 'type':{'type':'array','items':{'type':'array','items':'null'}}}"),
    NULLS_FIRST("{'name':'x', 'type':{'type':'array','items':'null'}}, F"),
    HUGE_FIXED("F, {'name':'x', 'type':{'type':'fixed','name':'Big','size':2147483639}}"),
    ITSELF("F, {'name':'x', 'type':['null','Frame']}"),
    LISTS_OF_LISTS(
        "F, {'name':'x', 'type':{'type':'record','name':'Node','fields':"
            + "[{'name':'next','type':{'type':'array','items':'Node'}}]}}"),
    DOUBLING("F, " + doubling()),
    DEEP(
        "F, {'name':'x','type':"
            + "{'type':'array','items':".repeat(300)
            + "'null'"
            + "}".repeat(301)),
    ODD_DECIMAL("F, {'name':'x', 'type':{'type':'bytes','logicalType':'decimal','precision':-1}}"),
    OTHER_TYPES("{'name':'cameraId','type':{'type':'map','values':'int'}}"),
    NO_FIELDS("");

    private final String fields;

    Trap(String fields) {
      this.fields = fields;
    }

    /** A record of two of the next, thirty times: a billion fields in five kilobytes. */
    private static String doubling() {
      String type = "'int'";
      for (int level = 0; level < 30; level++) {
        type =
            "{'type':'record','name':'D%d','fields':[{'name':'a','type':%s},{'name':'b','type':'%s'}]}"
                .formatted(level, type, level == 0 ? "int" : "D" + (level - 1));
      }
      return "{'name':'x','type':" + type + "}";
    }

    Schema schema() {
      String own =
          RegistryClient.portable(Frame.getClassSchema()).rawSchema().getFields().stream()
              .map(
                  field ->
                      "{'name':'%s','type':%s}"
                          .formatted(field.name(), field.schema().toString().replace('"', '\'')))
              .collect(Collectors.joining(","));
      String json =
          "{'type':'record','name':'Frame','namespace':'io.lexiseg.schemas','fields':[%s]}"
              .formatted(fields.replace("F,", own + ",").replace(", F", ", " + own));
      return new Schema.Parser().parse(json.replace('\'', '"'));
    }
  }

  private byte[] frame;
  private byte[] command;
  private final List<Integer> ids = new ArrayList<>();

  @BeforeEach
  void register() throws IOException, RestClientException {
    frame =
        serdes
            .serde(Frame.class)
            .serializer()
            .serialize(Topics.FRAMES, Samples.frame(ByteBuffer.wrap(new byte[] {1, 2, 3})));
    ids.add(id(frame));
    command =
        Samples.all().stream()
            .filter(VocabularyCommand.class::isInstance)
            .map(VocabularyCommand.class::cast)
            .map(
                sample ->
                    serdes
                        .serde(VocabularyCommand.class)
                        .serializer()
                        .serialize(Topics.VOCABULARY_COMMANDS, sample))
            .findFirst()
            .orElseThrow();
    for (TopicDefinition topic : Topics.all()) {
      if (topic.valueType().isPresent()) {
        ids.add(SchemaRegistrar.registerAll("mock://hostile").get(topic.valueSubject()));
      }
    }
    for (Trap trap : Trap.values()) {
      ids.add(id(trap));
    }
    ids.addAll(List.of(0, -1, 1_000_000, Integer.MIN_VALUE));
  }

  @AfterEach
  void close() {
    serdes.close();
    MockSchemaRegistry.dropScope("hostile");
  }

  @Test
  void shouldTakeLittleMemoryForAnyShortRecord() {
    // given
    Random random = new Random(9);
    for (int i = 0; i < 2_000; i++) {
      deserialize(anyRecord(random));
    }
    // when
    long most = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = anyRecord(random);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      deserialize(record);
      most = Math.max(most, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    // then
    assertThat(most).isLessThan(MOST_BYTES);
  }

  @ParameterizedTest
  @EnumSource(Trap.class)
  void shouldFallIntoNoTrap(Trap trap) throws IOException, RestClientException {
    // given: a frame of that schema, then what should be its last field
    byte[] record =
        ByteBuffer.allocate(frame.length + MOST_ITEMS.length)
            .put(frame)
            .put(MOST_ITEMS)
            .putInt(1, id(trap))
            .array();
    byte[] first =
        ByteBuffer.allocate(frame.length + MOST_ITEMS.length)
            .put(frame, 0, 5)
            .put(MOST_ITEMS)
            .put(frame, 5, frame.length - 5)
            .putInt(1, id(trap))
            .array();
    // when, then
    for (byte[] bytes : List.of(record, first)) {
      assertThatThrownBy(() -> frames.deserialize(Topics.FRAMES, bytes))
          .isInstanceOf(UndecodableRecordException.class)
          .hasMessageContaining("expected a Frame");
    }
  }

  @Test
  void shouldNotFollowALongChainOfItself() throws IOException, RestClientException {
    // given
    byte[] record = new byte[4 << 20];
    Arrays.fill(record, (byte) 2);
    ByteBuffer.wrap(record)
        .put((byte) 0)
        .putInt(id(Trap.LISTS_OF_LISTS))
        .put(frame, 5, frame.length - 5);
    // when, then
    assertThatThrownBy(() -> frames.deserialize(Topics.FRAMES, record))
        .isInstanceOf(UndecodableRecordException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {Topics.VOCABULARIES, Topics.FRAMES})
  void shouldNotBelieveTheCountOfABlockThatSaysHowShortItIs(String topic) {
    // given: a vocabulary of 2^31-9 categories in a block of no bytes
    Integer id = SchemaRegistrar.registerAll("mock://hostile").get("vocabularies-value");
    byte[] record =
        ByteBuffer.allocate(40)
            .putInt(1, Objects.requireNonNull(id))
            .put(7, MOST_ITEMS_OF_A_BLOCK)
            .array();
    Deserializer<?> deserializer =
        topic.equals(Topics.FRAMES) ? frames : serdes.serde(Vocabulary.class).deserializer();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    // when, then
    assertThatThrownBy(() -> deserializer.deserialize(topic, record))
        .isInstanceOf(UndecodableRecordException.class);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(64 * MOST_BYTES);
  }

  @Test
  void shouldRefuseBytesBehindTheRecord() {
    // given
    byte[] longer = Arrays.copyOf(frame, frame.length + 2);
    // when, then
    assertThatThrownBy(() -> frames.deserialize(Topics.FRAMES, longer))
        .isInstanceOf(UndecodableRecordException.class)
        .hasMessageContaining("2 bytes more");
  }

  @Test
  void shouldRefuseTextThatIsNotUtf8() {
    // given
    byte[] broken = frame.clone();
    broken[6] = (byte) 0xff; // the first letter of the camera's id
    // when, then
    assertThatThrownBy(() -> frames.deserialize(Topics.FRAMES, broken))
        .isInstanceOf(UndecodableRecordException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void shouldReadAnyChangeOfAByteOrRefuseIt() {
    // when
    int refused = 0;
    for (int place = 5; place < frame.length; place++) {
      for (int value = 0; value < 256; value++) {
        byte[] changed = frame.clone();
        changed[place] = (byte) value;
        refused += deserialize(changed) ? 0 : 1;
      }
    }
    // then
    assertThat(refused).isPositive();
  }

  @Test
  void shouldReadRecordsOfASchemaWithFurtherFields() throws IOException, RestClientException {
    // given
    String json =
        RegistryClient.portable(Frame.getClassSchema())
            .canonicalString()
            .replaceFirst(
                "\"fields\":\\[",
                "\"fields\":[{\"name\":\"before\",\"type\":{\"type\":\"array\",\"items\":\"string\"}},");
    int id = registry.register("later", new AvroSchema(json));
    byte[] strings = {2, 2, 'a', 1, 4, 2, 'b', 0}; // a block of one, then one with its length
    byte[] record =
        ByteBuffer.allocate(frame.length + strings.length)
            .put((byte) 0)
            .putInt(id)
            .put(strings)
            .put(frame, 5, frame.length - 5)
            .array();
    // when
    Frame read = frames.deserialize(Topics.FRAMES, record);
    // then
    assertThat(read).isEqualTo(frames.deserialize(Topics.FRAMES, frame));
  }

  /** Whether it is a frame; fails if it is neither a frame nor undecodable. */
  private boolean deserialize(byte[] record) {
    boolean command = isReadBy(commands, Topics.VOCABULARY_COMMANDS, record);
    return isReadBy(frames, Topics.FRAMES, record) || command;
  }

  private static boolean isReadBy(Deserializer<?> deserializer, String topic, byte[] record) {
    try {
      return deserializer.deserialize(topic, record) != null;
    } catch (UndecodableRecordException e) {
      return false;
    }
  }

  /** Random bytes, or the beginning of a frame and then large numbers. */
  private byte[] anyRecord(Random random) {
    byte[] record = new byte[random.nextInt(LONGEST + 1)];
    random.nextBytes(record);
    if (record.length < 6) {
      return record;
    }
    byte[] sample = random.nextBoolean() ? frame : command;
    int kept = 5 + random.nextInt(record.length - 5);
    System.arraycopy(sample, 5, record, 5, Math.min(kept, sample.length) - 5);
    if (random.nextBoolean()) {
      IntStream.range(kept, Math.min(kept + 4, record.length)).forEach(i -> record[i] = -1);
    }
    return ByteBuffer.wrap(record)
        .put(0, (byte) 0)
        .putInt(1, ids.get(random.nextInt(ids.size())))
        .array();
  }

  private int id(Trap trap) throws IOException, RestClientException {
    return registry.register("hostile-" + trap, new AvroSchema(trap.schema()));
  }

  private static int id(byte[] record) {
    return ByteBuffer.wrap(record, 1, 4).getInt();
  }
}
