package io.lexiseg.indexbuilder.caption;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads captions of a COCO file under the ids {@code IMAGE-SLOT}: slots count the annotations of a
 * picture from 0, by their ids. In memory are the ids of all annotations and one caption.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class SlottedCaptions implements CaptionReader {
  private static final Comparator<Key> ORDER =
      Comparator.comparingLong(Key::imageId).thenComparingLong(Key::id);

  private final CocoCaptions annotations;
  private final List<Key> keys;

  private record Key(long imageId, long id) {}

  SlottedCaptions(Path file) throws IOException {
    this.keys = keys(file);
    this.annotations = new CocoCaptions(file);
  }

  private static List<Key> keys(Path file) throws IOException {
    List<Key> keys = new ArrayList<>();
    try (CocoCaptions annotations = new CocoCaptions(file)) {
      Optional<CocoCaptions.Annotation> next = annotations.next();
      while (next.isPresent()) {
        keys.add(new Key(next.get().imageId(), next.get().id()));
        next = annotations.next();
      }
    }
    keys.sort(ORDER);
    for (int i = 1; i < keys.size(); i++) {
      if (keys.get(i).equals(keys.get(i - 1))) {
        throw new InvalidCaptionsException(
            "%s: expected distinct annotations, found two of id %d for image %d"
                .formatted(file, keys.get(i).id(), keys.get(i).imageId()));
      }
    }
    return keys;
  }

  @Override
  public Optional<Entry> next() throws IOException {
    return annotations.next().map(this::entry);
  }

  private Entry entry(CocoCaptions.Annotation annotation) {
    int slot =
        rank(annotation.imageId(), annotation.id()) - rank(annotation.imageId(), Long.MIN_VALUE);
    return new Entry(annotation.imageId() + "-" + slot, annotation.text().strip());
  }

  @Override
  public String where() {
    return annotations.where();
  }

  /** How many keys come before one. */
  private int rank(long imageId, long id) {
    int at = Collections.binarySearch(keys, new Key(imageId, id), ORDER);
    return at < 0 ? -at - 1 : at;
  }

  @Override
  public void close() throws IOException {
    annotations.close();
  }
}
