package io.lexiseg.demo.viewer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** What stands on the page now. */
record Page(ChromeDriver browser) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(30);

  String text(String id) {
    return browser.findElement(By.id(id)).getText();
  }

  WebElement element(String selector) {
    return browser.findElement(By.cssSelector(selector));
  }

  List<WebElement> elements(String selector) {
    return browser.findElements(By.cssSelector(selector));
  }

  List<String> texts(String selector) {
    return elements(selector).stream().map(WebElement::getText).toList();
  }

  void click(String id) {
    browser.findElement(By.id(id)).click();
  }

  /** Clicks what a screen reader calls so, once it is there. */
  void press(String label) {
    await(
        () -> {
          element("[aria-label='" + label + "']").click();
          return true;
        });
  }

  void type(String id, CharSequence... keys) {
    browser.findElement(By.id(id)).sendKeys(keys);
  }

  String style(String selector, String property) {
    return browser.findElement(By.cssSelector(selector)).getCssValue(property);
  }

  double number(String script) {
    return ((Number) browser.executeScript(script)).doubleValue();
  }

  /** As a telephone shows it. */
  void small(int width, int height) {
    var screen =
        Map.<String, Object>of(
            "width", width, "height", height, "deviceScaleFactor", 2, "mobile", true);
    var unused = browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", screen);
  }

  /** As whoever likes it dark sees it. */
  void dark(boolean dark) {
    var scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    var unused =
        browser.executeCdpCommand(
            "Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  /** As any window shows it. */
  void plain() {
    var unused = browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    dark(false);
  }

  /** Elements are made anew when something changes: what is gone meanwhile is looked up again. */
  void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(PAUSE)
        .ignoreExceptionsInstanceOf(WebDriverException.class)
        .until(condition);
  }
}
