package io.lexiseg.lab.camera;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes the units of H.264 pictures as RTP packets between the answers of RTSP. */
final class RtpPackets {
  private static final int VERSION_2 = 0x80;
  private static final int LAST_OF_PICTURE = 0x80;
  private static final int KIND = 96;
  private static final int TICKS_PER_MILLI = 90;
  private static final int SOURCE = 0x1234;
  private static final int HEADER = 12;

  private final DataOutputStream out;
  private int sequence;

  /** Shares a stream with what answers requests; guarded by the stream. */
  RtpPackets(DataOutputStream out) {
    this.out = out;
  }

  /**
   * Sends one picture.
   *
   * @param picture units with start codes, none longer than 65,000 bytes
   */
  void send(byte[] picture, long millis) throws IOException {
    List<int[]> units = units(picture);
    synchronized (out) {
      for (int i = 0; i < units.size(); i++) {
        int from = units.get(i)[0];
        int size = units.get(i)[1] - from;
        out.writeByte('$');
        out.writeByte(0);
        out.writeShort(HEADER + size);
        out.writeByte(VERSION_2);
        out.writeByte(KIND | (i == units.size() - 1 ? LAST_OF_PICTURE : 0));
        out.writeShort(sequence++);
        out.writeInt((int) (millis * TICKS_PER_MILLI));
        out.writeInt(SOURCE);
        out.write(picture, from, size);
      }
      out.flush();
    }
  }

  /** Where units begin and end. */
  private static List<int[]> units(byte[] picture) {
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i + 2 < picture.length; i++) {
      if (picture[i] == 0 && picture[i + 1] == 0 && picture[i + 2] == 1) {
        starts.add(i);
      }
    }
    List<int[]> units = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : picture.length;
      while (end > 0 && picture[end - 1] == 0) { // a longer start code of the next
        end--;
      }
      units.add(new int[] {starts.get(i) + 3, end});
    }
    return units;
  }
}
