package io.lexiseg.demo.viewer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Chromium without a screen, as installed on this machine. */
final class Browser {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");

  private static final String REQUIRED = "LEXISEG_REQUIRE_BROWSER";
  private static final String MISSING =
      "the page is not tried: expected chromium and chromedriver on the PATH (Debian: packages chromium, chromium-driver)";

  private Browser() {}

  /**
   * Starts one; where none is installed the test is skipped, and says so, or fails if the
   * environment says that it is required.
   */
  static ChromeDriver start(Path folder) throws IOException {
    Optional<Path> browser = BROWSERS.stream().flatMap(Browser::onPath).findFirst();
    Optional<Path> driver = onPath("chromedriver").findFirst();
    require(browser.isPresent() && driver.isPresent(), isRequired());
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--window-size=1400,900",
        "--user-data-dir=" + Files.createDirectories(folder.resolve("profile")));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new ChromeDriver(service, options);
  }

  /** Whether the environment says that the page has to be tried. */
  static boolean isRequired() {
    return Boolean.parseBoolean(System.getenv(REQUIRED));
  }

  static void require(boolean installed, boolean required) {
    require(installed, required, MISSING);
  }

  static void require(boolean there, boolean required, String missing) {
    if (required && !there) {
      throw new AssertionError(missing + ", and " + REQUIRED + " is set");
    }
    Assumptions.assumeTrue(there, missing);
  }

  private static Stream<Path> onPath(String program) {
    return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable);
  }
}
