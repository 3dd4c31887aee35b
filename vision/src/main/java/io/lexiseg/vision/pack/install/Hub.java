package io.lexiseg.vision.pack.install;

import io.lexiseg.vision.pack.Checksums;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A hub of published files that answers as Hugging Face's: it says of each file which commit it is
 * of, how long it is, and what its SHA-256 is. {@code HF_ENDPOINT} names another hub than that one,
 * {@code HF_TOKEN} opens what is not public.
 */
public final class Hub {
  private static final String ENDPOINT = "HF_ENDPOINT";
  private static final String TOKEN = "HF_TOKEN";
  private static final String PUBLIC = "https://huggingface.co";
  private static final int OK = Announcement.OK;
  private static final int UNAUTHORISED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int MOST_REDIRECTS = 10;

  private final URI endpoint;
  private final WebRequests web;
  private final boolean known;

  private Hub(URI endpoint, WebRequests web, boolean known) {
    this.endpoint = endpoint;
    this.web = web;
    this.known = known;
  }

  /**
   * A hub.
   *
   * @param environment variables that name endpoint, token and proxies
   * @param backOff pause before a request that the hub could not answer is made again
   * @param silence after which a transfer that does not go on is given up
   * @throws IllegalArgumentException if {@code HF_ENDPOINT} is no address
   */
  public static Hub of(Map<String, String> environment, Duration backOff, Duration silence) {
    String address = environment.getOrDefault(ENDPOINT, "").strip().replaceAll("/+$", "");
    String token = environment.getOrDefault(TOKEN, "").strip();
    String chosen = address.isEmpty() ? PUBLIC : address;
    if (!chosen.matches("https?://[\\w.:\\[\\]-]+(/[\\w./-]*)?")) {
      throw new IllegalArgumentException(
          "%s: expected http:// or https:// and the address of a hub, got '%s'"
              .formatted(ENDPOINT, chosen));
    }
    if (!token.matches("[\\x21-\\x7e]*")) {
      throw new IllegalArgumentException(TOKEN + ": expected printable letters without spaces");
    }
    URI endpoint = URI.create(chosen);
    return new Hub(
        endpoint,
        new WebRequests(environment, endpoint, token, new WebRequests.Patience(backOff, silence)),
        !token.isEmpty());
  }

  /** The hub that this machine's environment names. */
  public static Hub standard() {
    return of(System.getenv(), Duration.ofSeconds(2), Duration.ofSeconds(60));
  }

  /**
   * The first of these files that the hub has, with commit, size and SHA-256 as the hub announces
   * them.
   *
   * @param candidates at least one
   * @throws InstallException if it has none, announces other sizes or digests than are known, or
   *     cannot be reached
   */
  public HubFile locate(List<HubFile> candidates) {
    List<String> refusals = new ArrayList<>();
    for (HubFile candidate : candidates) {
      Optional<HubFile> found = announced(candidate, refusals);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new InstallException(String.join("; ", refusals));
  }

  /**
   * Fetches a file, going on where an interrupted fetch ended.
   *
   * @param located by {@link #locate}
   * @param downloads folder that keeps it, made if it does not exist
   * @return the file, of the size and digest announced
   * @throws InstallException if the hub gives something else, or fails; what has been fetched stays
   *     for another try
   */
  public Path fetch(HubFile located, Path downloads, ProgressListener progress) {
    return run(address(located), promise(located), downloads, progress);
  }

  private static Download.Promise promise(HubFile located) {
    return new Download.Promise(
        located.repository() + "/" + located.file(), located.sizeBytes(), located.sha256(), true);
  }

  /**
   * Bytes of a file that are not here yet.
   *
   * @param located by {@link #locate}
   * @param downloads folder that keeps it; need not exist
   * @throws IOException if the folder cannot be read
   */
  public long missingBytes(HubFile located, Path downloads) throws IOException {
    return new Download(web, address(located), promise(located), downloads, ProgressListener.NONE)
        .missingBytes();
  }

  /**
   * Fetches a file from any web server. Where the server announces a SHA-256 as a hub does, it has
   * to be that of the file.
   *
   * @param downloads folder that keeps it, made if it does not exist
   * @throws InstallException if the server does not give it or does not say how long it is
   */
  public Path fetch(URI address, Path downloads, ProgressListener progress) {
    Announcement answer = ask(address);
    if (answer.status() != OK) {
      throw new InstallException(refusal(address, answer));
    }
    requireNoPage(address, answer);
    long size = answer.sizeBytes();
    if (size <= 0) {
      throw new InstallException(
          WebRequests.shown(address) + ": expected a server that says how long the file is");
    }
    String sha256 = answer.sha256();
    String key =
        sha256.isEmpty()
            ? Checksums.sha256((address + " " + size).getBytes(StandardCharsets.UTF_8))
            : sha256;
    String name = address.getPath().replaceFirst(".*/", "");
    Download.Promise promise = new Download.Promise(name, size, key, !sha256.isEmpty());
    return run(address, promise, downloads, progress);
  }

  private Path run(
      URI address, Download.Promise promise, Path downloads, ProgressListener progress) {
    try {
      Files.createDirectories(downloads);
      Download download = new Download(web, address, promise, downloads, progress);
      requireSpace(promise, download.missingBytes(), downloads);
      Optional<String> problem = download.run();
      if (problem.isPresent()) {
        throw new InstallException("%s: %s".formatted(WebRequests.shown(address), problem.get()));
      }
      return download.complete();
    } catch (IOException e) {
      throw new InstallException(
          "%s: cannot be kept in %s: %s"
              .formatted(WebRequests.shown(address), downloads, WebRequests.reason(e)),
          e);
    }
  }

  private static void requireSpace(Download.Promise promise, long missing, Path downloads)
      throws IOException {
    long usable = Files.getFileStore(downloads).getUsableSpace();
    if (usable < missing) {
      throw new InstallException(
          "%s: expected %d MB of free disk space in %s, found %d MB; free some, or set LEXISEG_CACHE to a folder on another disk"
              .formatted(promise.name(), missing / 1_000_000, downloads, usable / 1_000_000));
    }
  }

  private Optional<HubFile> announced(HubFile wanted, List<String> refusals) {
    URI address = address(wanted);
    Announcement answer = ask(address);
    int status = answer.status();
    if (status == NOT_FOUND || status == UNAUTHORISED || status == FORBIDDEN) {
      refusals.add(refusal(address, answer));
      return Optional.empty();
    }
    if (status != OK) {
      throw new InstallException(refusal(address, answer));
    }
    requireNoPage(address, answer);
    if (!answer.isComplete()) {
      throw new InstallException(
          "%s: expected a hub that announces commit, size and SHA-256 of the file, got commit '%s', size %d, SHA-256 '%s'"
              .formatted(
                  WebRequests.shown(address),
                  answer.commit(),
                  answer.sizeBytes(),
                  answer.sha256()));
    }
    requireKnown(address, wanted, answer);
    return Optional.of(
        new HubFile(
            wanted.repository(),
            answer.commit(),
            wanted.file(),
            answer.sizeBytes(),
            answer.sha256()));
  }

  private static void requireKnown(URI address, HubFile known, Announcement answer) {
    boolean sameSize = known.sizeBytes() == 0 || known.sizeBytes() == answer.sizeBytes();
    boolean sameDigest = known.sha256().isEmpty() || known.sha256().equals(answer.sha256());
    if (!sameSize || !sameDigest) {
      throw new InstallException(
          "%s: expected %d bytes with sha256 %s as the catalogue knows them, the hub announces %d with %s"
              .formatted(
                  WebRequests.shown(address),
                  known.sizeBytes(),
                  known.sha256(),
                  answer.sizeBytes(),
                  answer.sha256()));
    }
  }

  private static void requireNoPage(URI address, Announcement answer) {
    if (answer.isPage()) {
      throw new InstallException(
          "%s: expected a file, got a web page; is the address one of a hub, and does a proxy or portal want a login?"
              .formatted(WebRequests.shown(address)));
    }
  }

  private String refusal(URI address, Announcement answer) {
    String help =
        switch (answer.status()) {
          case UNAUTHORISED, FORBIDDEN ->
              known
                  ? "; does the owner of " + TOKEN + " have access, and were the terms accepted?"
                  : "; it does not exist, or " + TOKEN + " has to be set to a token with access";
          case TOO_MANY_REQUESTS ->
              "; try again later" + (known ? "" : ", or set " + TOKEN + " for higher limits");
          default -> "";
        };
    String said = answer.message().isEmpty() ? "" : " (" + answer.message() + ")";
    return "%s: expected a file, got HTTP status %d%s%s"
        .formatted(WebRequests.shown(address), answer.status(), said, help);
  }

  private Announcement ask(URI address) {
    try {
      URI next = address;
      for (int i = 0; i < MOST_REDIRECTS; i++) {
        HttpResponse<InputStream> response = web.once("HEAD", next, 0);
        response.body().close();
        Optional<URI> target = WebRequests.target(response);
        if (target.isEmpty()) {
          return Announcement.of(response.statusCode(), response.headers());
        }
        if (Announcement.isBeforeRedirect(response.headers())) {
          return Announcement.ofRedirect(response.headers());
        }
        next = target.get();
      }
    } catch (IOException e) {
      throw new InstallException(
          "%s: expected a hub that can be reached from here, got: %s; set %s to another one, or give checkpoints with --from"
              .formatted(WebRequests.shown(address), WebRequests.reason(e), ENDPOINT),
          e);
    }
    throw new InstallException(
        "%s: expected at most %d redirects, got more"
            .formatted(WebRequests.shown(address), MOST_REDIRECTS));
  }

  private URI address(HubFile file) {
    return URI.create(
        "%s/%s/resolve/%s/%s"
            .formatted(
                endpoint, file.repository(), file.revision().replace("/", "%2F"), file.file()));
  }
}
