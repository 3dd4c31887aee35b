package io.lexiseg.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.viewer.ViewerAccess;
import io.lexiseg.cli.viewer.ViewerServer;
import io.lexiseg.cli.viewer.ViewerState;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard;
import io.lexiseg.schemas.Category;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/**
 * The page for people: on a telephone, in the dark, by keyboard, with a screen reader, without
 * rights.
 */
@Timeout(180)
class AccessPageIT {
  private static final int NARROW = 360;
  private static final Duration ENOUGH = Duration.ofSeconds(3);

  /** Whatever can be pressed, with what belongs to it: smaller than a finger. */
  private static final String SMALL =
      """
      return [...document.querySelectorAll('a, button, input, select, textarea, summary')]
        .filter((one) => one.checkVisibility() && !one.matches('.skip'))
        .map((one) => [one, one.closest('.tile') ?? (one.matches('[type=checkbox], [type=radio], [type=range]')
          ? one.closest('label') : one)])
        .map(([one, target]) => [one, target.getBoundingClientRect()])
        .filter(([, box]) => box.width < 44 || box.height < 44)
        .map(([one, box]) => one.outerHTML.slice(0, 80) + ' ' + box.width + 'x' + box.height);
      """;

  @TempDir private static Path folder;
  private static ChromeDriver browser;
  private static Page page;
  private static Axe axe;

  private final FedViewer viewer = new FedViewer();

  @BeforeAll
  static void start() throws Exception {
    axe = Axe.fetch();
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
  void show() {
    page.plain();
    viewer.show("gate");
    viewer.show("a yard whose name is as long as somebody in a hurry would type it");
    viewer.publish("dock");
    viewer.pass(ENOUGH);
    viewer.show("gate");
  }

  @AfterEach
  void close() {
    viewer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/#camera/gate", "/#camera/dock"})
  void shouldHaveNothingToTripOver(String path) {
    // given
    browser.get(viewer.url() + path);
    page.await(() -> page.text("system").equals("Frames are answered."));
    page.await(() -> !path.contains("gate") || page.elements("#shares li").size() == 2);
    page.await(() -> page.elements(".tile").size() == 3);

    // when
    List<String> light = axe.violations(browser);
    page.dark(true);
    String paper = page.style("html", "background-color");
    List<String> dark = axe.violations(browser);

    // then
    assertThat(light).isEmpty();
    assertThat(paper).contains("18, 18, 18");
    assertThat(dark).isEmpty();
  }

  @Test
  void shouldFindWhatIsWrong() {
    // given
    browser.get(viewer.url());

    // when
    browser.executeScript("document.body.append(document.createElement('button'))");

    // then
    assertThat(axe.violations(browser)).anyMatch(line -> line.startsWith("critical, button-name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/#camera/gate"})
  void shouldFitATelephone(String path) {
    // when
    page.small(NARROW, 740);
    browser.get(viewer.url() + path);
    page.await(() -> page.elements(path.contains("gate") ? "#shares li" : ".tile").size() >= 2);

    // then: nothing to the side, nothing too small for a finger
    assertThat(page.number("return document.documentElement.scrollWidth")).isEqualTo(NARROW);
    assertThat((List<?>) browser.executeScript(SMALL)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"draw-zone", "draw-box"})
  void shouldLetOneDrawOnATelephoneAndInTheDark(String button) {
    // given
    page.small(NARROW, 740);
    page.dark(true);
    browser.get(viewer.url() + "/#camera/gate");
    page.await(() -> page.elements("#shares li").size() == 2);
    browser.executeScript(
        "document.querySelectorAll('aside details').forEach((one) => { one.open = true; })");

    // when
    page.await(
        () -> {
          page.click(button);
          return true;
        });

    // then
    assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("stage");
    assertThat(page.number("return document.documentElement.scrollWidth")).isEqualTo(NARROW);
    assertThat((List<?>) browser.executeScript(SMALL)).isEmpty();
    assertThat(axe.violations(browser)).isEmpty();
  }

  @Test
  void shouldLetOneDescribeAWordOnATelephoneAndInTheDark() {
    // given
    Category road = Category.newBuilder().setName("road").setSynonyms(List.of("street")).build();
    viewer.define("default", road);
    page.small(NARROW, 740);
    page.dark(true);
    browser.get(viewer.url());
    page.await(() -> page.texts("#categories .description").equals(List.of("also street")));

    // when
    browser.findElement(By.cssSelector("[aria-label='Details of road']")).sendKeys(Keys.ENTER);
    browser.findElement(By.cssSelector("#bind-masks [value=TICKED]")).click();
    browser.executeScript(
        "document.querySelectorAll('aside details').forEach((one) => { one.open = true; })");
    browser.findElement(By.cssSelector("#categories [name=synonyms]")).sendKeys(", lane");

    // then
    assertThat(page.texts("#categories .drop")).containsExactly("Drop what I typed");
    assertThat(page.number("return document.documentElement.scrollWidth")).isEqualTo(NARROW);
    assertThat((List<?>) browser.executeScript(SMALL)).isEmpty();
    assertThat(axe.violations(browser)).isEmpty();
  }

  @Test
  void shouldShowTheWholeFormOfAWordAtTheEnd() {
    // given
    viewer.define(
        "default", IntStream.range(0, 30).mapToObj(AccessPageIT::word).toArray(Category[]::new));
    browser.get(viewer.url());
    page.await(() -> page.elements("#categories > li").size() == 30);

    // when: its button is the last that can be seen
    browser.executeScript(
        "const more = document.querySelector('#categories > li:last-child .more');"
            + "more.scrollIntoView({ block: 'end' });"
            + "more.click();");

    // then
    assertThat(
            page.number(
                "return innerHeight - document.querySelector('.describing').getBoundingClientRect().bottom"))
        .isNotNegative();
  }

  @Test
  void shouldSayThatAZoneAsksForAWordThatIsNotThere() {
    // given
    viewer.define("default", word(1));
    browser.get(viewer.url() + "/#camera/gate");
    page.await(() -> page.texts("#categories .name").equals(List.of("word 1")));
    page.await(() -> page.elements("#shares li").size() == 2);
    page.click("draw-zone");

    // when
    page.type("zone-categories", "Word 1, cat");

    // then
    assertThat(page.text("zone-state")).endsWith("needed. cat is no word of default.");
  }

  private static Category word(int number) {
    return Category.newBuilder().setName("word " + number).build();
  }

  @Test
  void shouldBeWorkedByKeyboardAlone() {
    // given
    browser.get(viewer.url());
    page.await(() -> page.elements(".tile").size() == 3);

    // when
    List<String> reached = tab(9);

    // then: whoever does not want to pass all cameras need not
    assertThat(reached)
        .containsSequence("To the vocabulary", "panel", "filter", "order")
        .contains("gate", "dock", "choice", "add");

    // when
    browser.get(viewer.url() + "/#camera/gate");
    page.await(() -> page.elements("#shares li").size() == 2);

    // then
    assertThat(tab(12)).contains("overlay", "opacity", "pause", "earlier", "later", "save-record");
  }

  /** What has the focus after each step: its id, value or text. */
  private static List<String> tab(int steps) {
    List<String> reached = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      new Actions(browser).sendKeys(Keys.TAB).perform();
      reached.add(
          String.valueOf(
              browser.executeScript(
                  "const one = document.activeElement;"
                      + "return one.id || one.value || one.textContent")));
    }
    return reached;
  }

  @Test
  void shouldNotJump() {
    // given
    browser.get(viewer.url());
    page.await(() -> page.elements(".tile img[src]").size() == 2);
    browser.executeScript(
        "window.shift = 0; new PerformanceObserver((list) => list.getEntries()"
            + ".forEach((one) => { window.shift += one.value; }))"
            + ".observe({ type: 'layout-shift' })");

    // when: everything changes that can
    viewer.refuse("gate");
    viewer.pass(ENOUGH);
    page.await(() -> page.texts(".tile .badge").contains("silent for 6.0 s")); // the yard
    viewer.show("gate");
    viewer.show("dock");
    page.await(() -> page.elements(".tile img[src]").size() == 3);
    page.await(() -> page.text("system").equals("Frames are answered."));

    // then
    assertThat(page.number("return window.shift")).isLessThan(0.01);
  }

  @Test
  void shouldSayThatNobodyAnswersAndThatThereIsNoVocabularyYet() {
    // given
    try (ViewerServer lonely = lonely(ViewerAccess.of("127.0.0.1"))) {
      browser.get(lonely.url());
      page.await(() -> browser.findElement(By.id("first")).isDisplayed());
      // when
      type("add", "road");
      // then
      awaitStatus("Not answered for ");
      assertThat(page.text("status")).contains("is a processor running?");
    }
  }

  @Test
  void shouldAskForTheToken() {
    // given
    ViewerAccess access =
        new ViewerAccess(
            ViewerAccess.of("127.0.0.1").hosts(), false, Optional.of("0123456789abcdef"));
    try (ViewerServer guarded = lonely(access)) {
      browser.get(guarded.url());
      page.await(() -> browser.findElement(By.id("token")).isDisplayed());
      // when
      type("add", "road");
      awaitStatus("Refused: expected the token");
      type("token", "0123456789abcdef");
      type("add", ", tree");
      // then
      awaitStatus("Sent, ");
    }
  }

  @Test
  void shouldOfferNoChangesWhenItIsReadOnly() {
    // given
    ViewerAccess access =
        new ViewerAccess(ViewerAccess.of("127.0.0.1").hosts(), true, Optional.empty());
    try (ViewerServer quiet = lonely(access)) {
      // when
      browser.get(quiet.url());
      // then
      page.await(() -> !browser.findElement(By.id("add")).isDisplayed());
    }
  }

  /** A page in front of no processor. */
  private static ViewerServer lonely(ViewerAccess access) {
    var content =
        new ViewerServer.Content(
            new ViewerState(Clock.systemUTC()),
            new VocabularyBoard(),
            wish -> UUID.randomUUID().toString(),
            zone -> UUID.randomUUID().toString());
    return ViewerServer.start("127.0.0.1", 0, content, access);
  }

  private static void type(String field, String text) {
    browser.findElement(By.id(field)).sendKeys(text, Keys.ENTER);
  }

  private static void awaitStatus(String part) {
    page.await(() -> page.text("status").contains(part));
  }
}
