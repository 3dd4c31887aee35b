package io.lexiseg.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.vision.pack.install.InstallException;
import io.lexiseg.vision.pack.install.NpmClient;
import io.lexiseg.vision.pack.install.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * axe-core, which npm fetches once a checkout: what people with a screen reader would trip over.
 */
final class Axe {
  private static final String PACKAGE = "axe-core@4.10.3";
  private static final String FILE = "axe.min.js";
  private static final String SHA256 =
      "880970c081707360e64f34cea25ff91892f5bc95675b0776925b9709dd8a68bb";
  private static final String RUN =
      "const done = arguments[arguments.length - 1];"
          + "axe.run(document, { resultTypes: ['violations'] }).then((found) => done("
          + "found.violations.map((one) => one.impact + ', ' + one.id + ': ' + one.help + ': '"
          + " + one.nodes.map((node) => node.target.join(' ')).join(', '))));";

  private final String script;

  private Axe(String script) {
    this.script = script;
  }

  /** Fetches it; where npm cannot, the test is skipped, or fails where a browser is required. */
  static Axe fetch() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "axe"));
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      fetch(folder);
    }
    assertThat(digest(file)).isEqualTo(SHA256);
    return new Axe(Files.readString(file));
  }

  private static void fetch(Path folder) {
    boolean fetched = true;
    String problem = "";
    try {
      NpmClient.ofThisMachine().fetch(PACKAGE, folder, FILE::equals, ProgressListener.NONE);
    } catch (InstallException e) {
      fetched = false;
      problem = String.valueOf(e.getMessage());
    }
    Browser.require(fetched, Browser.isRequired(), problem);
  }

  private static String digest(Path file) throws IOException {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is wrong with the page as it stands, a line for each rule. */
  @SuppressWarnings("unchecked")
  List<String> violations(ChromeDriver browser) {
    browser.executeScript(script);
    return (List<String>) browser.executeAsyncScript(RUN);
  }
}
