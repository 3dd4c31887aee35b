package io.lexiseg.demo.viewer;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** Where one draws on a picture; places are parts of its width and height, 0..1. */
record Stage(ChromeDriver browser) {

  void click(double x, double y) {
    at(x, y).click().perform();
  }

  void drag(double fromX, double fromY, double x, double y) {
    WebElement stage = stage();
    at(fromX, fromY)
        .clickAndHold()
        .moveToElement(stage, across(stage, x), down(stage, y))
        .release()
        .perform();
  }

  /** Keys for whatever has the focus. */
  void keys(CharSequence... keys) {
    new Actions(browser).sendKeys(keys).perform();
  }

  private Actions at(double x, double y) {
    WebElement stage = stage();
    return new Actions(browser).moveToElement(stage, across(stage, x), down(stage, y));
  }

  private WebElement stage() {
    return browser.findElement(By.id("stage"));
  }

  /** Pixels from the middle. */
  private static int across(WebElement stage, double part) {
    return (int) (stage.getSize().width * (part - 0.5));
  }

  private static int down(WebElement stage, double part) {
    return (int) (stage.getSize().height * (part - 0.5));
  }
}
