package io.lexiseg.schemas.decoding;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads records of one class that were written with one schema, whatever schema and bytes are.
 *
 * <p>Memory and time are bounded by the number of bytes: a record holds no more items than bytes,
 * and nothing longer than what is left of it.
 *
 * <p><b>Threads:</b> safe.
 */
public final class BoundedReader<T extends SpecificRecord> {
  private final Class<T> type;
  private final DatumReader<Object> reader;

  private BoundedReader(Class<T> type, DatumReader<Object> reader) {
    this.type = type;
    this.reader = reader;
  }

  /**
   * A reader of what was written with a schema.
   *
   * @throws MalformedAvroException when it is the schema of another record, contains itself, or is
   *     larger than any schema of a record may become
   */
  public static <T extends SpecificRecord> BoundedReader<T> of(Class<T> type, Schema writer) {
    SpecificData data = SpecificData.getForClass(type);
    Schema expected = data.getSchema(type);
    WriterSchema.requireReadable(writer, expected);
    try {
      return new BoundedReader<>(
          type, new FastReaderBuilder(data).createDatumReader(writer, expected));
    } catch (IOException | RuntimeException e) { // whatever Avro makes of a stranger's schema
      throw new MalformedAvroException("expected a compatible schema, got " + e.getMessage(), e);
    }
  }

  /**
   * Reads one record.
   *
   * @param bytes not kept
   * @param offset where the record begins; it ends with the bytes
   * @throws MalformedAvroException when the bytes are anything else than one such record
   */
  public T read(byte[] bytes, int offset) {
    BoundedDecoder decoder = new BoundedDecoder(bytes, offset);
    try {
      T record = type.cast(reader.read(null, decoder));
      decoder.requireEnd();
      return record;
    } catch (MalformedAvroException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // whatever Avro makes of a stranger's bytes
      throw new MalformedAvroException(
          "%s after %d bytes".formatted(e, decoder.position() - offset), e);
    }
  }
}
