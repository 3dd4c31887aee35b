package io.lexiseg.prototypes.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of records of equal size mapped into memory, in as many maps as it needs: one map holds at
 * most 2 GiB.
 *
 * <p><b>Threads:</b> any number. The maps go when the garbage collector finds them unused.
 */
final class MappedRecords {
  /** Largest map by default. */
  static final int MAP_BYTES = 1 << 30;

  private final List<ByteBuffer> maps;
  private final int recordBytes;
  private final int recordsPerMap;

  private MappedRecords(List<ByteBuffer> maps, int recordBytes, int recordsPerMap) {
    this.maps = List.copyOf(maps);
    this.recordBytes = recordBytes;
    this.recordsPerMap = recordsPerMap;
  }

  /**
   * Maps a file.
   *
   * @param records how many the file holds; its size was checked
   * @param mapBytes no map is larger, unless one record is
   */
  static MappedRecords map(Path path, int recordBytes, long records, int mapBytes)
      throws IOException {
    int recordsPerMap = Math.max(1, mapBytes / recordBytes);
    List<ByteBuffer> maps = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(path)) {
      for (long first = 0; first < records; first += recordsPerMap) {
        long size = Math.min(recordsPerMap, records - first) * recordBytes;
        maps.add(channel.map(MapMode.READ_ONLY, first * recordBytes, size));
      }
    }
    return new MappedRecords(maps, recordBytes, recordsPerMap);
  }

  /** A little-endian view of one record. */
  ByteBuffer record(long index) {
    ByteBuffer map = maps.get(Math.toIntExact(index / recordsPerMap));
    int offset = Math.toIntExact(index % recordsPerMap) * recordBytes;
    return map.slice(offset, recordBytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
