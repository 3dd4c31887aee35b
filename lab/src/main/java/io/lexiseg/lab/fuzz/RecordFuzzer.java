package io.lexiseg.lab.fuzz;

import io.lexiseg.schemas.Frame;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Makes records of frames and commands that are spoilt at one level, a few whole ones among them.
 * The same seed makes the same record.
 */
final class RecordFuzzer {
  private static final int CAMERAS = 6;
  private static final int ONE_COMMAND_IN = 25;
  private static final int ONE_WHOLE_IN = 10;
  private static final long CAPTURED_MICROS = 1_760_000_000_000_000L;

  /** What means something to somebody: ids, addresses, names that trap. */
  private static final List<String> TEXTS =
      List.of(
          "camera-0",
          "camera-1",
          "default",
          "streets",
          "*",
          "road",
          "sky",
          "background",
          "Road",
          "road, sky",
          "fast",
          "quality",
          "file:///etc/passwd",
          "file:///dev/zero",
          "file:///proc/self/mem",
          "file://" + "/a".repeat(3000),
          "file:///" + "n".repeat(300),
          "file:relative",
          "file:///%00",
          "http://127.0.0.1:1/x.jpg",
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "a photo of a {}",
          "<|endoftext|>",
          "\u0000\u202e\ufeff");

  private final FuzzSchemas schemas;
  private final FuzzPictures pictures;

  RecordFuzzer(FuzzSchemas schemas, FuzzPictures pictures) {
    this.schemas = schemas;
    this.pictures = pictures;
  }

  /** The record of a seed. */
  FuzzedRecord record(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    random.nextInt(); // the first number of near seeds is nearly the same
    boolean command = random.nextInt(ONE_COMMAND_IN) == 0;
    FuzzKind[] kinds = FuzzKind.values();
    FuzzKind kind =
        random.nextInt(ONE_WHOLE_IN) == 0
            ? FuzzKind.WHOLE
            : kinds[1 + random.nextInt(kinds.length - 1)];
    return command ? command(seed, kind, random) : frame(seed, kind, random);
  }

  private FuzzedRecord frame(long seed, FuzzKind kind, Random random) {
    DatumFuzzer values = new DatumFuzzer(random, TEXTS);
    String camera = "camera-" + random.nextInt(CAMERAS);
    GenericData.Record frame = wholeFrame(camera, seed, random);
    switch (kind) {
      case FIELDS -> spoil(frame, values, random);
      case PICTURE ->
          frame.put("payload", ByteBuffer.wrap(ByteFuzzer.changed(pictures.any(random), random)));
      default -> {}
    }
    byte[] whole = encoded(schemas.frame(), frame);
    String key = random.nextInt(20) == 0 ? values.text() : String.valueOf(frame.get("cameraId"));
    return finished(seed, kind, Topics.FRAMES, key, whole, random);
  }

  private GenericData.Record wholeFrame(String camera, long seed, Random random) {
    GenericData.Record frame = new GenericData.Record(Frame.getClassSchema());
    Schema encodings = Frame.getClassSchema().getField("encoding").schema();
    frame.put("cameraId", camera);
    frame.put("frameId", seed);
    frame.put("capturedAt", CAPTURED_MICROS + seed * 1000);
    frame.put("encoding", new GenericData.EnumSymbol(encodings, "JPEG"));
    frame.put("height", 0);
    frame.put("width", 0);
    frame.put("payload", ByteBuffer.wrap(pictures.any(random)));
    return frame;
  }

  private static void spoil(GenericData.Record record, DatumFuzzer values, Random random) {
    List<Schema.Field> fields = record.getSchema().getFields();
    for (int spoilt = 1 + random.nextInt(3); spoilt > 0; spoilt--) {
      Schema.Field field = fields.get(random.nextInt(fields.size()));
      record.put(field.pos(), values.value(field.schema()));
    }
  }

  private FuzzedRecord command(long seed, FuzzKind kind, Random random) {
    DatumFuzzer values = new DatumFuzzer(random, TEXTS);
    GenericData.Record command =
        (GenericData.Record)
            Objects.requireNonNull(values.value(VocabularyCommand.getClassSchema()));
    command.put("commandId", "fuzz-" + seed);
    command.put(
        "vocabularyId", random.nextInt(8) == 0 ? values.text() : "fuzz-" + random.nextInt(4));
    byte[] whole = encoded(schemas.command(), command);
    String key =
        random.nextInt(20) == 0 ? values.text() : String.valueOf(command.get("vocabularyId"));
    return finished(seed, kind, Topics.VOCABULARY_COMMANDS, key, whole, random);
  }

  private FuzzedRecord finished(
      long seed, FuzzKind kind, String topic, String key, byte[] whole, Random random) {
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    return switch (kind) {
      case WHOLE, FIELDS, PICTURE -> new FuzzedRecord(seed, kind, topic, keyBytes, whole, Map.of());
      case BYTES ->
          new FuzzedRecord(
              seed, kind, topic, keyBytes, ByteFuzzer.changed(whole, random), Map.of());
      case SCHEMA ->
          new FuzzedRecord(seed, kind, topic, keyBytes, otherSchema(whole, random), Map.of());
      case ENVELOPE -> oddEnvelope(seed, topic, keyBytes, whole, random);
    };
  }

  private byte[] otherSchema(byte[] whole, Random random) {
    int id =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt();
          case 1 -> random.nextInt(5) - 2;
          case 2 -> random.nextBoolean() ? schemas.frame() : schemas.command();
          default -> schemas.others().get(random.nextInt(schemas.others().size()));
        };
    byte[] bytes = random.nextBoolean() ? whole.clone() : new byte[5 + random.nextInt(60)];
    if (bytes != whole && bytes.length < whole.length) {
      for (int i = 5; i < bytes.length; i++) {
        bytes[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : -1);
      }
    }
    ByteBuffer.wrap(bytes).put((byte) 0).putInt(id);
    return bytes;
  }

  private static FuzzedRecord oddEnvelope(
      long seed, String topic, byte[] key, byte[] whole, Random random) {
    FuzzKind kind = FuzzKind.ENVELOPE;
    return switch (random.nextInt(4)) {
      case 0 -> new FuzzedRecord(seed, kind, topic, null, whole, Map.of());
      case 1 -> new FuzzedRecord(seed, kind, topic, key, null, Map.of());
      case 2 -> new FuzzedRecord(seed, kind, topic, noise(random), whole, Map.of());
      default -> new FuzzedRecord(seed, kind, topic, key, whole, oddHeaders(random));
    };
  }

  private static Map<String, byte[]> oddHeaders(Random random) {
    Map<String, byte[]> headers = new HashMap<>();
    for (int left = 1 + random.nextInt(6); left > 0; left--) {
      String name = TEXTS.get(random.nextInt(TEXTS.size()));
      headers.put(name, new byte[random.nextInt(5) == 0 ? 100_000 : random.nextInt(50)]);
    }
    headers.put("lexiseg.name", noise(random));
    return headers;
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] encoded(int schemaId, GenericData.Record record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      // Without the conversions of logical types, which refuse what they cannot hold.
      new GenericDatumWriter<Object>(record.getSchema(), new GenericData()).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }
}
