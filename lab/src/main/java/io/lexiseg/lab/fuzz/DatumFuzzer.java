package io.lexiseg.lab.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Makes values that a schema allows, the ones at its edges more often than chance would. */
final class DatumFuzzer {
  private static final int MOST_ITEMS = 12;
  private static final int MOST_LETTERS = 3000;
  private static final int DEPTH = 8;
  private static final long[] LONGS = {
    0,
    1,
    -1,
    2,
    255,
    256,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1_700_000_000L,
    1_700_000_000_000L,
    1_700_000_000_000_000L,
    1_700_000_000_000_000_000L
  };
  private static final double[] DOUBLES = {
    0,
    -0.0,
    1,
    -1,
    0.5,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1e308,
    Double.MIN_VALUE
  };

  private final Random random;
  private final List<String> texts;

  /**
   * Creates a source of values.
   *
   * @param texts strings that mean something somewhere
   */
  DatumFuzzer(Random random, List<String> texts) {
    this.random = random;
    this.texts = List.copyOf(texts);
  }

  /** A value of a schema, in Avro's generic form without logical types. */
  @Nullable Object value(Schema schema) {
    return value(schema, DEPTH);
  }

  private @Nullable Object value(Schema schema, int depth) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, depth);
      case UNION -> value(branch(schema, depth), depth);
      case ARRAY -> array(schema, depth);
      case MAP -> map(schema, depth);
      case ENUM -> enumSymbol(schema);
      case FIXED -> new GenericData.Fixed(schema, bytes(schema.getFixedSize()));
      case STRING -> text();
      case BYTES -> ByteBuffer.wrap(bytes(random.nextInt(40)));
      case INT -> (int) number();
      case LONG -> number();
      case FLOAT -> (float) real();
      case DOUBLE -> real();
      case BOOLEAN -> random.nextBoolean();
      case NULL -> null;
    };
  }

  private GenericData.Record record(Schema schema, int depth) {
    GenericData.Record record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(field.schema(), depth - 1));
    }
    return record;
  }

  private Schema branch(Schema union, int depth) {
    return union.getTypes().get(depth <= 0 ? 0 : random.nextInt(union.getTypes().size()));
  }

  private List<@Nullable Object> array(Schema schema, int depth) {
    List<@Nullable Object> items = new ArrayList<>();
    for (int left = depth <= 0 ? 0 : random.nextInt(MOST_ITEMS); left > 0; left--) {
      items.add(value(schema.getElementType(), depth - 1));
    }
    return items;
  }

  private Map<String, @Nullable Object> map(Schema schema, int depth) {
    Map<String, @Nullable Object> entries = new HashMap<>();
    for (int left = depth <= 0 ? 0 : random.nextInt(MOST_ITEMS); left > 0; left--) {
      entries.put(text(), value(schema.getValueType(), depth - 1));
    }
    return entries;
  }

  private Object enumSymbol(Schema schema) {
    List<String> symbols = schema.getEnumSymbols();
    return new GenericData.EnumSymbol(schema, symbols.get(random.nextInt(symbols.size())));
  }

  String text() {
    return switch (random.nextInt(8)) {
      case 0 -> "";
      case 1 -> letters(1 + random.nextInt(20));
      case 2 -> letters(random.nextInt(MOST_LETTERS));
      default -> texts.get(random.nextInt(texts.size()));
    };
  }

  private String letters(int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int kind = random.nextInt(10);
      text.appendCodePoint(
          kind == 0 ? random.nextInt(32) : kind == 1 ? 0x1f600 + random.nextInt(60) : 97 + kind);
    }
    return text.toString();
  }

  private long number() {
    return random.nextInt(3) == 0 ? random.nextLong() : LONGS[random.nextInt(LONGS.length)];
  }

  private double real() {
    return random.nextInt(3) == 0 ? random.nextGaussian() : DOUBLES[random.nextInt(DOUBLES.length)];
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
