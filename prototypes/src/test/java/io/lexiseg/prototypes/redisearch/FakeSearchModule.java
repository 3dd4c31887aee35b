package io.lexiseg.prototypes.redisearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.fppt.jedismock.RedisServer;
import com.github.fppt.jedismock.datastructures.Slice;
import com.github.fppt.jedismock.operations.server.MockExecutor;
import com.github.fppt.jedismock.server.RedisCommandInterceptor;
import com.github.fppt.jedismock.server.Response;
import com.github.fppt.jedismock.server.ServiceOptions;
import com.github.fppt.jedismock.storage.OperationExecutorState;
import io.lexiseg.prototypes.ComponentType;
import io.lexiseg.prototypes.HalfFloats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A Redis in this process whose search commands are a plain scan. It can answer short, refuse,
 * break connections and take its time with indexing.
 */
public final class FakeSearchModule implements RedisCommandInterceptor, AutoCloseable {
  private record Index(String prefix, ComponentType type, int dimension, String algorithm) {}

  private record Hit(String name, float distance) {}

  private final Map<String, Index> indexes = new TreeMap<>();
  private final Map<String, byte[]> keys = new TreeMap<>();
  private final List<String> commands = new ArrayList<>();
  private final RedisServer server;
  private int brokenAnswers;
  private int shortAnswers;
  private int slowAnswers;
  private int failures;
  private String refusal = "";
  private boolean old;
  private boolean held;
  private int leastDepth;

  /** Starts on any free port. */
  public FakeSearchModule() {
    try {
      server = RedisServer.newRedisServer(0, InetAddress.getLoopbackAddress());
      server.setOptions(ServiceOptions.withInterceptor(this));
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Address of the server. */
  public URI uri() {
    return URI.create("redis://127.0.0.1:" + server.getBindPort());
  }

  /** Breaks the connection instead of the next answers. */
  public synchronized void breakConnections(int answers) {
    brokenAnswers = answers;
  }

  /** Leaves the last hit out of the next searches. */
  public synchronized void answerShort(int answers) {
    shortAnswers = answers;
  }

  /** Says for so many looks that indexing is not finished. */
  synchronized void indexSlowly(int looks) {
    slowAnswers = looks;
  }

  synchronized void failToIndex(int number) {
    failures = number;
  }

  /** Answers searches with this error; empty: no longer. */
  synchronized void refuse(String error) {
    refusal = error;
  }

  /** Does not answer searches until it is closed. */
  synchronized void holdSearches() {
    held = true;
  }

  /** Finds half of the neighbours where a search of a graph looks at fewer than this times K. */
  synchronized void needDepth(int factor) {
    leastDepth = factor;
  }

  /** Knows floats only, as servers did once. */
  synchronized void beOld() {
    old = true;
  }

  /** Loses every search index, not the pairs. */
  public synchronized void forgetIndexes() {
    indexes.clear();
  }

  /** Commands of the search module as they came, binary parts left out. */
  public synchronized List<String> commands() {
    return List.copyOf(commands);
  }

  @Override
  public synchronized Slice execCommand(
      OperationExecutorState state, String command, List<Slice> params) {
    if (brokenAnswers > 0) {
      brokenAnswers--;
      return MockExecutor.breakConnection(state);
    }
    String name = command.toUpperCase(Locale.ROOT);
    if (held && name.equals("FT.SEARCH")) {
      commands.add(name + " " + readable(params));
      waitWhileHeld();
      return MockExecutor.breakConnection(state);
    }
    if (name.startsWith("FT.")) {
      commands.add(name + " " + readable(params));
    }
    return switch (name) {
      case "FT.CREATE" -> create(params);
      case "FT._LIST" -> Response.array(indexes.keySet().stream().map(this::bulk).toList());
      case "FT.INFO" -> info(params.get(0).toString());
      case "FT.DROPINDEX" -> drop(params.get(0).toString());
      case "FT.SEARCH" -> search(params);
      case "MEMORY" -> Response.integer(1000);
      default -> {
        watch(name, params);
        yield MockExecutor.proceed(state, command, params);
      }
    };
  }

  private void watch(String command, List<Slice> params) {
    if (command.equals("HSET")) {
      for (int i = 1; i + 1 < params.size(); i += 2) {
        if (params.get(i).toString().equals("key")) {
          keys.put(params.get(0).toString(), params.get(i + 1).data());
        }
      }
    } else if (command.equals("UNLINK")) {
      params.forEach(name -> keys.remove(name.toString()));
    }
  }

  private Slice create(List<Slice> params) {
    List<String> words = params.stream().map(Slice::toString).toList();
    String prefix = words.get(words.indexOf("PREFIX") + 2);
    int dimension = Integer.parseInt(words.get(words.indexOf("DIM") + 1));
    String algorithm = words.get(words.indexOf("VECTOR") + 1);
    ComponentType type = ComponentType.valueOf(words.get(words.indexOf("TYPE") + 1));
    if (old && type != ComponentType.FLOAT32) {
      return Response.error(
          "Bad arguments for vector similarity " + algorithm + " index `TYPE`: Unknown argument");
    }
    indexes.put(words.get(0), new Index(prefix, type, dimension, algorithm));
    return Response.OK;
  }

  private Slice drop(String name) {
    return indexes.remove(name) == null ? unknown(name) : Response.OK;
  }

  private Slice info(String name) {
    Index index = indexes.get(name);
    if (index == null) {
      return unknown(name);
    }
    boolean slow = slowAnswers > 0;
    slowAnswers -= slow ? 1 : 0;
    long documents = slow ? 0 : indexed(index).size();
    Slice attribute =
        Response.array(
            List.of(
                bulk("identifier"),
                bulk("key"),
                bulk("type"),
                bulk("VECTOR"),
                bulk("algorithm"),
                bulk(index.algorithm()),
                bulk("data_type"),
                bulk(index.type().name()),
                bulk("dim"),
                Response.integer(index.dimension())));
    return Response.array(
        List.of(
            bulk("index_name"), bulk(name),
            bulk("attributes"), Response.array(List.of(attribute)),
            bulk("num_docs"), bulk(Long.toString(documents)),
            bulk("hash_indexing_failures"), bulk(Integer.toString(failures)),
            bulk("vector_index_sz_mb"), bulk("0.5"),
            bulk("indexing"), bulk(slow ? "1" : "0")));
  }

  private Slice search(List<Slice> params) {
    if (!refusal.isEmpty()) {
      return Response.error(refusal);
    }
    List<String> words = params.stream().map(Slice::toString).toList();
    Index index = indexes.get(words.get(0));
    if (index == null) {
      return unknown(words.get(0));
    }
    byte[] blob = params.get(words.indexOf("query") + 1).data();
    if (blob.length != index.dimension() * index.type().sizeBytes()) {
      return Response.error("query vector blob size does not match");
    }
    float[] query = components(blob, index.type());
    int limit = Integer.parseInt(words.get(words.indexOf("LIMIT") + 2));
    String text = words.get(1);
    int wanted = Integer.parseInt(text.replaceFirst(".*KNN (\\d+) .*", "$1"));
    List<Hit> hits = nearest(index, query, Math.min(limit, wanted));
    String depth = text.replaceFirst(".*EF_RUNTIME (\\d+) .*", "$1");
    boolean shallow =
        !depth.equals(text)
            && Integer.parseInt(depth) < Math.min(leastDepth * wanted, indexed(index).size());
    return answer(shallow ? everyOther(nearest(index, query, 2 * wanted)) : hits);
  }

  private static List<Hit> everyOther(List<Hit> hits) {
    return IntStream.range(0, hits.size() / 2).mapToObj(i -> hits.get(2 * i)).toList();
  }

  private synchronized void waitWhileHeld() {
    while (held) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private List<Hit> nearest(Index index, float[] query, int limit) {
    List<Hit> hits = new ArrayList<>();
    indexed(index).forEach((name, key) -> hits.add(new Hit(name, 1 - cosine(query, key))));
    hits.sort(Comparator.comparingDouble(Hit::distance));
    int size = Math.min(limit, hits.size());
    if (shortAnswers > 0) {
      shortAnswers--;
      size--;
    }
    return hits.subList(0, size);
  }

  private Slice answer(List<Hit> hits) {
    List<Slice> parts = new ArrayList<>();
    parts.add(Response.integer(hits.size()));
    for (Hit hit : hits) {
      parts.add(bulk(hit.name()));
      parts.add(Response.array(List.of(bulk("distance"), bulk(Float.toString(hit.distance())))));
    }
    return Response.array(parts);
  }

  private Map<String, float[]> indexed(Index index) {
    Map<String, float[]> found = new TreeMap<>();
    keys.forEach(
        (name, key) -> {
          if (name.startsWith(index.prefix())
              && key.length == index.dimension() * index.type().sizeBytes()) {
            found.put(name, components(key, index.type()));
          }
        });
    return found;
  }

  private static Slice unknown(String name) {
    return Response.error(name + ": no such index");
  }

  private Slice bulk(String text) {
    return Response.bulkString(Slice.create(text.getBytes(UTF_8)));
  }

  private static float cosine(float[] a, float[] b) {
    double product = 0;
    double squaresOfA = 0;
    double squaresOfB = 0;
    for (int d = 0; d < a.length; d++) {
      product += (double) a[d] * b[d];
      squaresOfA += (double) a[d] * a[d];
      squaresOfB += (double) b[d] * b[d];
    }
    return (float) (product / Math.sqrt(squaresOfA * squaresOfB));
  }

  /** Little-endian components, read byte by byte. */
  private static float[] components(byte[] bytes, ComponentType type) {
    int size = type.sizeBytes();
    float[] vector = new float[bytes.length / size];
    for (int i = 0; i < vector.length; i++) {
      int bits = 0;
      for (int b = size - 1; b >= 0; b--) {
        bits = (bits << 8) | (bytes[i * size + b] & 0xff);
      }
      vector[i] =
          type == ComponentType.FLOAT32
              ? Float.intBitsToFloat(bits)
              : HalfFloats.toFloat((short) bits);
    }
    return vector;
  }

  private static String readable(List<Slice> params) {
    return String.join(
        " ",
        params.stream()
            .map(p -> new String(p.data(), UTF_8))
            .filter(text -> text.chars().allMatch(c -> c >= ' ' && c < 127))
            .toList());
  }

  @Override
  public void close() {
    synchronized (this) {
      held = false;
      notifyAll();
    }
    if (!server.isRunning()) {
      return;
    }
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
