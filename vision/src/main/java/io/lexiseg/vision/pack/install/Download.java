package io.lexiseg.vision.pack.install;

import io.lexiseg.vision.pack.Checksums;
import io.lexiseg.vision.pack.PackFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * One file of a pack on its way: {@code <sha256>.part} while it grows, {@code <sha256>} when it is
 * what was promised.
 */
final class Download {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int ATTEMPTS = 3;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(Duration.ofSeconds(20))
          .build();

  private final URI address;
  private final PackFile file;
  private final ProgressListener progress;
  private final Path complete;
  private final Path part;

  Download(URI address, PackFile file, Path downloads, ProgressListener progress) {
    this.address = address;
    this.file = file;
    this.progress = progress;
    this.complete = downloads.resolve(file.sha256());
    this.part = downloads.resolve(file.sha256() + ".part");
  }

  /** Fetches a small file whole. */
  static void document(URI address, Path target, long mostBytes) throws IOException {
    HttpResponse<InputStream> response = get(address, 0);
    try (InputStream body = response.body()) {
      require(address, response.statusCode() == OK, response.statusCode());
      byte[] bytes = body.readNBytes(Math.toIntExact(mostBytes) + 1);
      if (bytes.length > mostBytes) {
        throw new InstallException(
            "%s: expected at most %d bytes, got more".formatted(address, mostBytes));
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
    for (int attempt = 1; size() < file.sizeBytes(); attempt++) {
      try {
        go();
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new InstallException(
              "%s: expected %d bytes, got %d, then: %s; try again, it will go on from there"
                  .formatted(address, file.sizeBytes(), size(), reason(e)),
              e);
        }
      }
    }
    return finish();
  }

  private void go() throws IOException {
    HttpResponse<InputStream> response = get(address, size());
    int status = response.statusCode();
    try (InputStream body = response.body()) {
      if (status == OK || status == RANGE_NOT_SATISFIABLE) {
        Files.deleteIfExists(part); // all of it comes again
      }
      if (status == RANGE_NOT_SATISFIABLE) {
        throw new IOException("status " + status);
      }
      require(address, status == OK || status == PARTIAL, status);
      append(body);
    }
    if (size() < file.sizeBytes()) {
      throw new IOException("the server ended the connection");
    }
  }

  private void append(InputStream body) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      long done = size();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        out.write(buffer, 0, count);
        done += count;
        progress.progressed("fetching " + file.name(), done, file.sizeBytes());
        if (done > file.sizeBytes()) {
          return; // longer than promised, which finish() reports
        }
      }
    }
  }

  private Optional<String> finish() throws IOException {
    long size = size();
    String digest = size == file.sizeBytes() ? Checksums.sha256(part) : "";
    if (digest.equals(file.sha256())) {
      Files.move(part, complete);
      return Optional.empty();
    }
    Files.delete(part);
    return Optional.of(
        size == file.sizeBytes()
            ? "%s: expected sha256 %s, got %s".formatted(file.name(), file.sha256(), digest)
            : "%s: expected %d bytes, got more".formatted(file.name(), file.sizeBytes()));
  }

  private long size() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  private static HttpResponse<InputStream> get(URI address, long from) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60));
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InstallException(address + ": interrupted", e);
    } catch (IOException e) {
      if (from > 0) {
        throw e; // it answered before, so another try may help
      }
      throw new InstallException(
          "%s: expected a web server that can be reached from here, got: %s"
              .formatted(address, reason(e)),
          e);
    }
  }

  private static void require(URI address, boolean good, int status) {
    if (!good) {
      throw new InstallException(
          "%s: expected the pack's file, got HTTP status %d".formatted(address, status));
    }
  }

  private static String reason(IOException e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }
}
