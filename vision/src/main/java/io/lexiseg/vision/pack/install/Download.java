package io.lexiseg.vision.pack.install;

import io.lexiseg.vision.pack.Checksums;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One file on its way: {@code <key>.part} while it grows, {@code <key>} when it is what was
 * promised.
 */
final class Download {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int ATTEMPTS = 3;
  private static final int BUFFER_BYTES = 1 << 16;

  private final WebRequests web;
  private final URI address;
  private final Promise promise;
  private final ProgressListener progress;
  private final Path complete;
  private final Path part;

  /**
   * What a file has to be.
   *
   * @param name for people
   * @param sizeBytes length
   * @param key name of the file while it is kept
   * @param digest whether the key is the SHA-256 of its content
   */
  record Promise(String name, long sizeBytes, String key, boolean digest) {}

  Download(
      WebRequests web, URI address, Promise promise, Path downloads, ProgressListener progress) {
    this.web = web;
    this.address = address;
    this.promise = promise;
    this.progress = progress;
    this.complete = downloads.resolve(promise.key());
    this.part = downloads.resolve(promise.key() + ".part");
  }

  /** Fetches a small file whole. */
  static void document(WebRequests web, URI address, Path target, long mostBytes)
      throws IOException {
    HttpResponse<InputStream> response = get(web, address, 0);
    try (InputStream body = response.body()) {
      require(address, response.statusCode() == OK, response.statusCode());
      byte[] bytes = body.readNBytes(Math.toIntExact(mostBytes) + 1);
      if (bytes.length > mostBytes) {
        throw new InstallException(
            "%s: expected at most %d bytes, got more"
                .formatted(WebRequests.shown(address), mostBytes));
      }
      Files.write(target, bytes);
    }
  }

  /**
   * Fetches what is missing of the file.
   *
   * @return what is wrong with it; empty: it is complete
   * @throws InstallException if the server does not give it
   */
  Optional<String> run() throws IOException {
    if (Files.exists(complete)) {
      return Optional.empty();
    }
    for (int attempt = 1; size() < promise.sizeBytes(); attempt++) {
      try {
        go();
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new InstallException(
              "%s: expected %d bytes, got %d, then: %s; try again, it will go on from there"
                  .formatted(
                      WebRequests.shown(address),
                      promise.sizeBytes(),
                      size(),
                      WebRequests.reason(e)),
              e);
        }
      }
    }
    return finish();
  }

  /** Bytes that are still missing. */
  long missingBytes() throws IOException {
    return Files.exists(complete) ? 0 : Math.max(0, promise.sizeBytes() - size());
  }

  /** Where the file is when it is complete. */
  Path complete() {
    return complete;
  }

  private void go() throws IOException {
    long from = size();
    HttpResponse<InputStream> response = get(web, address, from);
    int status = response.statusCode();
    try (InputStream body = web.patient(response.body())) {
      boolean elsewhere = status == PARTIAL && !startsAt(response, from);
      if (status == OK || status == RANGE_NOT_SATISFIABLE || elsewhere) {
        Files.deleteIfExists(part); // all of it comes again
      }
      if (status == RANGE_NOT_SATISFIABLE || elsewhere) {
        throw new IOException("a range that was not asked for, status " + status);
      }
      require(address, status == OK || status == PARTIAL, status);
      append(body);
    }
    if (size() < promise.sizeBytes()) {
      throw new IOException("the server ended the connection");
    }
  }

  /** Whether a part begins where it has to; servers that do not say so are believed. */
  private static boolean startsAt(HttpResponse<?> response, long from) {
    return response
        .headers()
        .firstValue("Content-Range")
        .map(range -> range.startsWith("bytes " + from + "-"))
        .orElse(true);
  }

  private void append(InputStream body) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      long done = size();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        out.write(buffer, 0, count);
        done += count;
        progress.progressed("fetching " + promise.name(), done, promise.sizeBytes());
        if (done > promise.sizeBytes()) {
          return; // longer than promised, which finish() reports
        }
      }
    }
  }

  private Optional<String> finish() throws IOException {
    long size = size();
    boolean whole = size == promise.sizeBytes();
    String digest = whole && promise.digest() ? Checksums.sha256(part) : promise.key();
    if (whole && digest.equals(promise.key())) {
      Files.move(part, complete);
      return Optional.empty();
    }
    Files.delete(part);
    return Optional.of(
        whole
            ? "%s: expected sha256 %s, got %s".formatted(promise.name(), promise.key(), digest)
            : "%s: expected %d bytes, got more".formatted(promise.name(), promise.sizeBytes()));
  }

  private long size() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  private static HttpResponse<InputStream> get(WebRequests web, URI address, long from)
      throws IOException {
    try {
      return web.get(address, from);
    } catch (IOException e) {
      if (from > 0) {
        throw e; // it answered before, so another try may help
      }
      throw new InstallException(
          "%s: expected a web server that can be reached from here, got: %s"
              .formatted(WebRequests.shown(address), WebRequests.reason(e)),
          e);
    }
  }

  private static void require(URI address, boolean good, int status) {
    if (!good) {
      throw new InstallException(
          "%s: expected the pack's file, got HTTP status %d"
              .formatted(WebRequests.shown(address), status));
    }
  }
}
