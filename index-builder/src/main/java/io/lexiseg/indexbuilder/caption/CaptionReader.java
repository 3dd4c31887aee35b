package io.lexiseg.indexbuilder.caption;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Reads the captions of one file, one after the other. */
interface CaptionReader extends Closeable {
  /**
   * The next entry.
   *
   * @return empty at the end
   * @throws InvalidCaptionsException if the file is not what its format asks for
   */
  Optional<Entry> next() throws IOException;

  /** The file, and where in it the last entry stands, for messages. */
  String where();

  /**
   * A caption as the file has it, not checked.
   *
   * @param id of the caption
   * @param text may be blank
   */
  record Entry(String id, String text) {}
}
