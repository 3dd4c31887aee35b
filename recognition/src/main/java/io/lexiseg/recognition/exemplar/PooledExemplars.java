package io.lexiseg.recognition.exemplar;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lexiseg.prototypes.SharedMeans;
import io.lexiseg.prototypes.UnavailableException;
import io.lexiseg.recognition.pipeline.RecordException;
import io.lexiseg.recognition.retrieval.ExemplarPrototypes;
import io.lexiseg.schemas.Exemplar;
import io.lexiseg.schemas.FrameReference;
import io.lexiseg.vision.prototype.MaskPooler;
import io.lexiseg.vision.prototype.MaskPrototype;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pools the prototype of an exemplar under its region and keeps it: in the memory of this process
 * and in the store shared with others. There a prototype is found by its backbone, the size of
 * pictures and the exemplar's id.
 *
 * <p><b>Source:</b> docs/method.md, section 16.
 *
 * <p><b>Threads:</b> any number, but never a stream thread: networks take their time.
 */
public final class PooledExemplars implements ExemplarPrototypes {
  private static final Logger LOGGER = LoggerFactory.getLogger(PooledExemplars.class);
  private static final int KEPT = 2000;

  private final Source source;
  private final MaskPooler pooler;
  private final SharedMeans shared;
  private final String prefix;
  private final PrototypeCodec codec;
  private final Cache<String, float[]> cache = Caffeine.newBuilder().maximumSize(KEPT).build();

  /**
   * Where exemplars come from.
   *
   * @param table exemplars by id
   * @param references fetches pictures that did not come along
   */
  public record Source(ExemplarTable table, Function<FrameReference, byte[]> references) {}

  /**
   * Pools with a backbone.
   *
   * @param shared stays open
   * @param backbone the networks and settings that prototypes depend on
   * @param dimension of a prototype
   */
  public PooledExemplars(
      Source source, MaskPooler pooler, SharedMeans shared, String backbone, int dimension) {
    this.source = source;
    this.pooler = pooler;
    this.shared = shared;
    this.prefix = "lexiseg:exemplar:1:%s:".formatted(backbone);
    this.codec = new PrototypeCodec(dimension);
  }

  @Override
  public float[] prototype(String id) {
    float[] known = cache.getIfPresent(id);
    if (known == null) {
      known = fetch(id).orElseGet(() -> store(id, pool(id)));
      cache.put(id, known);
    }
    return known;
  }

  private float[] pool(String id) {
    Exemplar exemplar = source.table().await(id);
    try {
      byte[] picture =
          exemplar.getPicture() instanceof FrameReference reference
              ? source.references().apply(reference)
              : ExemplarPixels.bytes((ByteBuffer) exemplar.getPicture());
      ExemplarPixels pixels = ExemplarPixels.decode(exemplar, picture);
      List<MaskPrototype> prototypes = pooler.pool(pixels.image(), pixels.mask(), 0);
      return prototypes.get(0).values();
    } catch (RecordException | IllegalArgumentException e) {
      throw new IllegalArgumentException("exemplar %s: %s".formatted(id, e.getMessage()), e);
    }
  }

  private Optional<float[]> fetch(String id) {
    try {
      return shared.fetch(List.of(prefix + id)).get(0).flatMap(codec::decode);
    } catch (UnavailableException e) {
      warn("Shared exemplars cannot be read, pooling them here", e);
      return Optional.empty();
    }
  }

  private float[] store(String id, float[] prototype) {
    try {
      shared.store(Map.of(prefix + id, codec.encode(prototype)));
    } catch (UnavailableException e) {
      warn("Shared exemplars cannot be written, going on without", e);
    }
    return prototype;
  }

  private static void warn(String message, UnavailableException reason) {
    LOGGER.atWarn().addKeyValue("reason", reason.getMessage()).log(message);
  }
}
