package io.lexiseg.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** What the page says and shows of cameras, in a real browser. */
@Timeout(180)
class WallPageIT {
  private static final Duration ENOUGH = Duration.ofSeconds(3);
  private static final Dimension WINDOW = new Dimension(1400, 900);

  private static final String SCROLLS =
      "return Math.ceil(document.getElementById('cameras').getBoundingClientRect().bottom)"
          + " - innerHeight";

  @TempDir private static Path folder;
  private static ChromeDriver browser;
  private static Page page;

  private final FedViewer viewer = new FedViewer();

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start(folder);
    page = new Page(browser);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.quit();
    }
  }

  @BeforeEach
  void open() {
    browser.manage().window().setSize(WINDOW);
    browser.get(viewer.url());
  }

  @AfterEach
  void close() {
    viewer.close();
  }

  @Test
  void shouldSayThatACameraIsSilent() {
    // given
    viewer.show("gate");
    viewer.show("yard");
    page.await(() -> page.texts(".tile .badge").equals(List.of("live", "live")));

    // when
    viewer.pass(ENOUGH);
    viewer.show("yard");

    // then: in words, and its picture is grey
    page.await(() -> page.texts(".tile .badge").equals(List.of("silent for 3.0 s", "live")));
    assertThat(page.style(".tile.silent img", "filter")).contains("grayscale");
    assertThat(page.style(".tile.live img", "filter")).isEqualTo("none");
    assertThat(page.text("count")).isEqualTo("2 cameras, 1 in trouble");
    assertThat(page.text("system")).isEqualTo("Frames are answered.");
  }

  @Test
  void shouldSayThatNoProcessorAnswers() {
    // given
    viewer.show("gate");
    page.await(() -> page.text("system").equals("Frames are answered."));

    // when
    viewer.publish("gate");
    viewer.pass(ENOUGH);
    viewer.publish("gate");

    // then
    page.await(
        () ->
            page.text("system")
                .equals("No processor answers: 2 frames waiting, last answer 3.0 s ago."));
    assertThat(page.texts(".tile .badge")).containsExactly("no answer for 3.0 s");
    assertThat(page.texts(".tile .losses")).containsExactly("2 frames waiting");
  }

  @Test
  void shouldSayThatAPictureIsOld() {
    // given
    viewer.show("gate");
    page.await(() -> page.texts(".tile .badge").equals(List.of("live")));

    // when: frames go on, and none gets a mask
    viewer.refuse("gate");
    viewer.pass(ENOUGH);
    viewer.refuse("gate");

    // then
    page.await(() -> page.texts(".tile .badge").equals(List.of("no mask for 3.0 s")));
    assertThat(page.style(".tile img", "filter")).contains("grayscale");
    assertThat(page.text("count")).isEqualTo("1 camera, 1 in trouble");
  }

  @Test
  void shouldSayWhatBecameOfFrames() {
    // given
    viewer.show("gate");
    viewer.refuse("gate");

    // when
    browser.get(viewer.url() + "/#camera/gate");

    // then
    page.await(() -> page.texts("#facts dd").contains("1 undecodable image"));
    assertThat(page.texts("#facts dt"))
        .contains(
            "Last frame", "Frames in", "Masked", "Dropped", "Dead letters", "Capture to mask");
  }

  @Test
  void shouldSayThatTheViewerIsGoneAndComeBack() {
    // given
    viewer.show("gate");
    page.await(() -> page.texts(".tile .badge").equals(List.of("live")));

    // when
    viewer.stop();

    // then
    page.await(() -> page.text("system").startsWith("No connection to the viewer for"));
    page.await(() -> page.texts(".tile .badge").equals(List.of("not known")));

    // when
    viewer.startAgain();
    viewer.show("yard");

    // then
    page.await(() -> page.texts(".tile h3").equals(List.of("gate", "yard")));
    assertThat(page.text("system")).isEqualTo("Frames are answered.");
  }

  @Test
  void shouldFitManyCamerasIntoTheWindowAndFindThem() {
    // given
    for (int camera = 1; camera <= 64; camera++) {
      viewer.show("camera-" + camera);
    }
    page.await(() -> page.elements(".tile").size() == 64);

    int narrow = browser.findElement(By.cssSelector(".tile")).getSize().width;

    // then: in the order in which people count, and all of them in the window
    assertThat(page.texts(".tile h3").subList(0, 3))
        .containsExactly("camera-1", "camera-2", "camera-3");
    assertThat(page.number("return document.documentElement.scrollWidth - innerWidth"))
        .isNotPositive();
    assertThat(page.number(SCROLLS)).isNotPositive();

    // when: one does not want the panel
    browser.findElement(By.id("panel")).click();

    // then: there is more room
    page.await(() -> !browser.findElement(By.id("vocabulary")).isDisplayed());
    page.await(() -> browser.findElement(By.cssSelector(".tile")).getSize().width > narrow);
    assertThat(page.number(SCROLLS)).isNotPositive();

    // when
    viewer.publish("camera-40");
    viewer.pass(ENOUGH);
    for (int camera = 1; camera <= 64; camera++) {
      if (camera != 40) {
        viewer.show("camera-" + camera);
      }
    }
    browser.findElement(By.cssSelector("#order option[value=trouble]")).click();

    // then
    page.await(() -> page.texts(".tile h3").get(0).equals("camera-40"));

    // when
    browser.findElement(By.id("filter")).sendKeys("ERA-6");

    // then
    page.await(() -> page.text("count").startsWith("6 of 64 cameras"));
    assertThat(page.texts(".tile h3"))
        .containsExactly(
            "camera-6", "camera-60", "camera-61", "camera-62", "camera-63", "camera-64");
  }

  @Test
  void shouldSayHowManyWordsALegendHasNoRoomFor() {
    // when
    viewer.words(
        IntStream.range(0, 90).mapToObj(number -> "word " + number).toArray(String[]::new));
    viewer.show("gate");

    // then
    page.await(() -> cutWords().matches("\"\\+[1-9][0-9]\""));

    // when
    viewer.words("road", "tree");
    viewer.show("gate");

    // then
    page.await(() -> cutWords().equals("\"\""));
  }

  private static String cutWords() {
    return (String)
        browser.executeScript(
            "return getComputedStyle(document.querySelector('.legend'), '::after').content");
  }

  @Test
  void shouldFetchPicturesThatChangedAndCanBeSeen() {
    // given: a window with room for a few
    browser.manage().window().setSize(new Dimension(500, 500));
    for (int camera = 101; camera <= 148; camera++) {
      viewer.show("camera-" + camera);
    }
    page.await(() -> fetched("camera-101") == 1);

    // when
    viewer.show("camera-102");
    page.await(() -> fetched("camera-102") == 2);

    // then
    assertThat(fetched("camera-101")).isEqualTo(1);
    assertThat(fetched("camera-148")).isZero();

    // when
    browser.executeScript("document.querySelector('.tile:last-child').scrollIntoView()");

    // then
    page.await(() -> fetched("camera-148") == 1);
  }

  private static double fetched(String camera) {
    return page.number(
        "return performance.getEntriesByType('resource')"
            + ".filter((one) => one.name.includes('/pictures/"
            + camera
            + "/')).length");
  }

  @Test
  void shouldShowOneCameraInFull() {
    // given
    viewer.show("gate");
    viewer.show("gate");
    page.await(() -> page.elements(".tile").size() == 1);

    // when: by keyboard
    browser.findElement(By.cssSelector(".tile a")).sendKeys(Keys.ENTER);

    // then
    page.await(() -> page.texts("#shares li").equals(List.of("road\n50.0 %", "tree\n25.0 %")));
    assertThat(page.text("rest-share")).isEqualTo("no category: 25.0 %");
    assertThat(browser.switchTo().activeElement().getText()).isEqualTo("gate");

    // when: pointed at
    WebElement canvas = browser.findElement(By.id("first-canvas"));
    new Actions(browser).moveToElement(canvas, -20, 0).perform();

    // then
    page.await(() -> page.text("under").equals("road, 50.0 % of the picture, score 0.75"));

    // then: the last hour, as numbers and as lines
    page.await(() -> page.texts("#lines li").equals(List.of("road\n50.0 %", "tree\n25.0 %")));
    assertThat(page.elements("#chart .share-line")).hasSize(2);
    assertThat(page.text("line-time")).startsWith("Mean since ");

    // when: the mask alone, without roads
    browser.findElement(By.cssSelector("input[value=mask]")).click();
    assertThat(pixel(10, 10)).containsExactly(230L, 25L, 75L, 255L);
    browser.findElement(By.cssSelector("#shares input")).click();

    // then
    assertThat(pixel(10, 10)).containsExactly(0L, 0L, 0L, 0L);
    assertThat(pixel(70, 10)).containsExactly(60L, 180L, 75L, 255L);

    // when
    browser.findElement(By.cssSelector("input[value=both]")).click();

    // then
    assertThat(browser.findElement(By.id("second")).isDisplayed()).isTrue();

    // when
    new Actions(browser).sendKeys(Keys.ESCAPE).perform();

    // then: the focus is where it was
    page.await(() -> browser.findElement(By.id("wall")).isDisplayed());
    assertThat(browser.switchTo().activeElement().getText()).isEqualTo("gate");
  }

  @Test
  void shouldStopAndStepBack() {
    // given
    for (int frame = 0; frame < 3; frame++) {
      viewer.show("gate");
    }
    browser.get(viewer.url() + "/#camera/gate");
    page.await(() -> page.text("moment").startsWith("frame 3,"));

    // when
    new Actions(browser).sendKeys(" ").perform();
    page.await(() -> page.text("pause").equals("Go on"));
    viewer.show("gate");
    new Actions(browser).sendKeys(Keys.ARROW_LEFT).perform();

    // then
    page.await(() -> page.text("moment").startsWith("frame 2,"));

    // when
    browser.findElement(By.id("earlier")).click();
    page.await(() -> page.text("moment").startsWith("frame 1,"));

    // then: the record belongs to the picture
    assertThat(browser.findElement(By.id("save-record")).getDomAttribute("download"))
        .isEqualTo("gate-1.json");
    assertThat(
            browser.executeAsyncScript(
                "const done = arguments[0]; fetch(document.getElementById('save-record').href)"
                    + ".then((answer) => answer.json()).then((one) => done(one.source.frameId))"))
        .isEqualTo(1L);

    // when
    browser.executeScript(
        "HTMLAnchorElement.prototype.click = function () { window.saved = this.download; }");
    browser.findElement(By.id("save-picture")).click();

    // then
    page.await(() -> "gate-1.png".equals(browser.executeScript("return window.saved")));

    // when
    browser.findElement(By.id("pause")).click();

    // then
    page.await(() -> page.text("moment").startsWith("frame 4,"));
  }

  @SuppressWarnings("unchecked")
  private static List<Long> pixel(int x, int y) {
    return (List<Long>)
        browser.executeScript(
            "return [...document.getElementById('first-canvas').getContext('2d')"
                + ".getImageData(arguments[0], arguments[1], 1, 1).data]",
            x,
            y);
  }
}
