package io.lexiseg.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.VocabularyCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** What an operator does to a camera on the page: in a real browser, on real topics. */
@Timeout(180)
class OperatePageIT {
  @TempDir private static Path folder;
  private static ChromeDriver browser;
  private static Page page;
  private static Stage stage;
  private static PageSystem system;
  private static int cameras;

  private final String camera = "gate-" + ++cameras;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start(folder);
    page = new Page(browser);
    stage = new Stage(browser);
    system = new PageSystem(folder);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.quit();
      system.close();
    }
  }

  @BeforeEach
  void open() {
    system.operator().define("default", List.of("road", "tree"));
    browser.get(system.url() + "/?" + camera + "#camera/" + camera); // else the page stays
    page.await(() -> page.elements("#shares li").size() == 2 || publish());
  }

  private boolean publish() {
    system.publish(camera);
    return false;
  }

  @Test
  void shouldDrawAZoneAndTellWhatHappensInIt() throws Exception {
    // given
    page.click("draw-zone");
    assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("stage");

    // when: clicked, and one corner dragged
    stage.drag(0.1, 0.1, 0.02, 0.02);
    stage.click(0.98, 0.02);
    stage.click(0.98, 0.98);
    stage.click(0.02, 0.98);

    // then
    assertThat(page.text("zone-state")).isEqualTo("4 corners.");
    assertThat(Axe.fetch().violations(browser)).isEmpty();

    // when
    page.type("zone-name", "door");
    page.type("zone-above", "0.5");
    browser.findElement(By.id("zone-name")).sendKeys(Keys.ENTER);

    // then
    page.await(() -> page.text("status").equals("Zones of " + camera + ": version 1 is in use."));
    page.await(() -> page.texts("#zones .name").equals(List.of("door")));
    assertThat(page.texts("#zones .conditions"))
        .containsExactly("all categories; present from 1.0 %; above 0.50 %");
    assertThat(page.elements("#shapes .known text")).hasSize(1);
    assertThat(browser.findElement(By.id("zone-form")).isDisplayed()).isFalse();

    // when
    page.await(() -> !page.elements("#zone-events li").isEmpty() || publish());

    // then: newest first
    assertThat(page.texts("#zone-events li"))
        .anySatisfy(line -> assertThat(line).matches("(?s).*(road|tree) entered door, .* of it"));
    new Actions(browser).moveToElement(browser.findElement(By.id("first-canvas"))).perform();
    page.await(() -> page.text("under").endsWith(", in zone door"));

    // when
    page.press("Remove zone door");
    page.await(() -> browser.findElement(By.id("confirm")).isDisplayed());
    assertThat(page.text("confirm-question")).contains("Remove the zone door of camera " + camera);
    page.click("confirm-yes");

    // then
    page.await(() -> page.texts("#zones .name").isEmpty());
    assertThat(page.elements("#shapes .known")).isEmpty();
  }

  @Test
  void shouldDrawAZoneByKeyboardAndKeepItWhenItIsRefused() {
    // given
    browser.findElement(By.id("draw-zone")).sendKeys(Keys.ENTER);

    // when: around the middle
    stage.keys(
        Keys.ENTER, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ENTER, Keys.ARROW_DOWN, Keys.ENTER);
    stage.keys(Keys.BACK_SPACE, Keys.chord(Keys.SHIFT, Keys.ARROW_DOWN), Keys.ENTER, Keys.ESCAPE);

    // then
    assertThat(page.text("zone-state")).isEqualTo("3 corners.");
    assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("zone-name");

    // when: somebody else is faster
    system.defineZone(camera, "lane");
    page.await(() -> page.texts("#zones .name").equals(List.of("lane")));
    assertThat(page.text("zone-state"))
        .isEqualTo("3 corners. Somebody else changed the zones: version 1 is there now.");
    stage.keys("door", Keys.ENTER);

    // then: refused, and nothing is lost
    page.await(() -> page.text("status").startsWith("Refused: zones of camera " + camera));
    page.await(() -> page.text("zone-state").endsWith("then save once more."));
    assertThat(page.elements("#shapes .corner")).hasSize(3);
    assertThat(browser.findElement(By.id("zone-name")).getDomProperty("value")).isEqualTo("door");

    // when: once more, as it is known now what is there
    page.type("zone-name", Keys.ENTER);
    page.await(() -> page.texts("#zones .name").equals(List.of("lane", "door")));

    // then
    assertThat(page.elements("#shapes .known text")).hasSize(2);
  }

  @Test
  void shouldShowAWordByABox() throws Exception {
    // when
    page.click("draw-box");
    stage.drag(0.2, 0.2, 0.6, 0.7);
    page.type("box-name", "bollard");

    // then: on a frame that stands still
    assertThat(page.text("pause")).isEqualTo("Go on");
    assertThat(page.text("box-state")).isEqualTo("bollard is a new word of default.");
    assertThat(browser.findElement(By.id("draw-zone")).isEnabled()).isFalse();
    assertThat(Axe.fetch().violations(browser)).isEmpty();

    // when
    page.type("box-name", Keys.ENTER);

    // then
    awaitCategories("road", "tree", "bollard");
    page.await(() -> page.texts("#categories .pictures li").equals(List.of("picture 1\n×")));
    page.await(
        () ->
            page.number("return document.querySelector('#categories .pictures img').naturalWidth")
                > 0);
    page.await(() -> page.texts("#categories .support").get(2).equals("strong"));
    page.await(() -> !browser.findElement(By.id("box-form")).isDisplayed());

    // when
    page.press("Remove picture 1 of bollard");

    // then
    page.await(() -> page.elements("#categories .pictures li").isEmpty());
    awaitCategories("road", "tree", "bollard");
  }

  @Test
  void shouldTryWordsBeforeAnybodySeesThem() throws Exception {
    // when
    page.type("add", "zebra");
    page.click("try-add");

    // then
    page.await(() -> width("before") > 0 && width("after") > 0);
    assertThat(page.texts("#areas th")).containsExactly("road", "tree", "zebra", "no category");
    assertThat(page.texts("#areas tr").get(2)).startsWith("zebra –");
    assertThat(Axe.fetch().violations(browser)).isEmpty();
    awaitCategories("road", "tree");

    // when
    page.click("try-use");

    // then
    awaitCategories("road", "tree", "zebra");
  }

  private static long width(String image) {
    return Long.parseLong(
        String.valueOf(browser.findElement(By.id(image)).getDomProperty("naturalWidth")));
  }

  @Test
  void shouldChangeWhatDescribesAWord() throws Exception {
    // given
    String before = page.text("version");
    page.element("[aria-label='Details of road']").sendKeys(Keys.ENTER);
    field("synonyms").sendKeys("street, lane");

    // when
    field("threshold").sendKeys("3", Keys.ENTER);

    // then: said as the commands say it, and nothing is lost
    page.await(
        () ->
            page.element(".describing .note")
                .getText()
                .equals("Refused: category 1, threshold: expected -1 to 1, got 3.0."));
    assertThat(value("synonyms")).isEqualTo("street, lane");

    // when: somebody else changes the same word
    field("threshold").sendKeys(Keys.BACK_SPACE, "0.3");
    Category other =
        Category.newBuilder()
            .setName("road")
            .setThreshold(0.2f)
            .setNegatives(List.of("hedge"))
            .build();
    system
        .operator()
        .send(
            VocabularyCommand.newBuilder()
                .setVocabularyId("default")
                .setAction(CommandAction.UPDATE)
                .setCategories(List.of(other)));

    // then: it is shown around what is typed
    page.await(() -> value("negatives").equals("hedge"));
    assertThat(page.element(".describing .note").getText())
        .contains("is there now", "Threshold there: 0.2.");
    assertThat(value("threshold")).isEqualTo("0.3");
    assertThat(Axe.fetch().violations(browser)).isEmpty();

    // when: refused, then saved knowingly
    field("threshold").sendKeys(Keys.ENTER);
    page.await(
        () -> page.element(".describing .note").getText().endsWith("once more replaces it."));
    field("threshold").sendKeys(Keys.ENTER);

    // then
    page.await(
        () ->
            page.element("#categories .description")
                .getText()
                .equals("also street, lane; not hedge; threshold 0.3"));
    page.await(() -> page.element(".describing .note").getText().isEmpty());
    assertThat(page.texts("#history .change").subList(0, 2))
        .containsExactly("~road: synonyms and threshold", "~road: threshold and negatives");
    page.press("Compare " + before + " with the newest");
    page.await(() -> page.texts(".differences li").contains("~ road: threshold 0.3, was none"));

    // when: it gets another name while somebody types
    field("synonyms").sendKeys(", alley");
    page.press("Rename road");
    page.element(".new-name").sendKeys("way", Keys.ENTER);

    // then
    page.await(() -> page.texts("#categories .name").equals(List.of("way", "tree")));
    assertThat(value("synonyms")).isEqualTo("street, lane, alley");

    // when: the word goes away
    system.operator().define("default", List.of("tree"));

    // then
    page.await(() -> page.texts("#categories .support").contains("no longer there"));
    assertThat(value("synonyms")).isEqualTo("street, lane, alley");
    field("synonyms").sendKeys(Keys.ESCAPE);
    assertThat(browser.switchTo().activeElement().getDomAttribute("aria-label"))
        .isEqualTo("Details of way");
  }

  @Test
  void shouldTryAndChangeWhatGetsNoCategory() {
    // given
    page.element("#background summary").sendKeys(Keys.ENTER);
    page.element("#background [name=negatives]").sendKeys("glare");

    // when
    page.element("#background .try").sendKeys(Keys.ENTER);

    // then
    page.await(() -> width("before") > 0 && width("after") > 0);
    assertThat(page.texts("#areas th")).containsExactly("road", "tree", "no category");

    // when
    page.click("try-use");

    // then
    page.await(() -> page.text("background-now").equals("glare"));
    assertThat(page.texts("#history .change").get(0)).isEqualTo("~(no category): negatives");
  }

  private static WebElement field(String name) {
    return page.element("#categories .describing [name=" + name + "]");
  }

  private static String value(String name) {
    return String.valueOf(field(name).getDomProperty("value"));
  }

  @Test
  void shouldChangeFromATimeOnAndGoBack() {
    // given
    String before = page.text("version");

    // when
    browser.executeScript("document.getElementById('from').value = '2026-01-01T00:00:00'");
    page.type("add", "sea", Keys.ENTER);

    // then: said of the version, and asked for once
    awaitCategories("road", "tree", "sea");
    page.await(() -> page.elements("#history > li").get(0).getText().contains("for frames from"));
    page.await(() -> "".equals(browser.findElement(By.id("from")).getDomProperty("value")));

    // when
    page.press("Compare " + before + " with the newest");

    // then
    page.await(() -> page.texts(".differences li").contains("+ sea"));

    // when
    page.press("Restore " + before);

    // then
    awaitCategories("road", "tree");
  }

  @Test
  void shouldLetACameraUseAnotherVocabularyAndDeleteIt() {
    // given
    browser.executeScript("document.getElementById('new-form').parentElement.open = true");
    page.type("new-id", "street", Keys.ENTER);
    page.type("add", "car", Keys.ENTER);
    awaitCategories("car");

    // when
    page.type("bind-camera", "yard");
    page.element("#bind-drop [value=SAMPLE]").click();
    page.type("bind-number", Keys.chord(Keys.CONTROL, "a"), "5", Keys.ENTER);

    // then
    awaitBinding("each 5. frame");

    // when: typed anew
    page.element("#bind-drop [value='']").click();
    page.type("bind-camera", "yard", Keys.TAB);
    page.element("#bind-steady [value=OFF]").click();
    page.element("#bind-masks [value=TICKED]").click();
    page.element("#bind-outputs [value=POLYGONS]").click();
    page.type("bind-tolerance", "2", Keys.ENTER);

    // then
    awaitBinding("each 5. frame, masks as PNG and POLYGONS within 2.0 px, steady OFF");

    // when: nothing is said of masks
    page.press("Change how yard uses it");
    page.element("#bind-drop [value=LATEST]").click();
    page.type("bind-profile", Keys.ENTER);

    // then: they stay
    awaitBinding("the newest frame, masks as PNG and POLYGONS within 2.0 px, steady OFF");

    // when
    page.press("Release yard");
    page.await(() -> page.texts("#bindings .name").isEmpty());
    page.click("delete");
    page.await(() -> browser.findElement(By.id("confirm")).isDisplayed());

    // then: it is named
    assertThat(page.text("confirm-question")).startsWith("Delete the vocabulary street, version 1");
    assertThat(page.text("confirm-yes")).isEqualTo("Delete street");

    // when
    page.click("confirm-yes");

    // then
    page.await(() -> page.texts("#choice option").equals(List.of("default")));
  }

  private static void awaitBinding(String how) {
    page.await(() -> page.texts("#bindings .how").equals(List.of(how)));
    page.await(() -> "".equals(browser.findElement(By.id("bind-camera")).getDomProperty("value")));
  }

  private static void awaitCategories(String... names) {
    page.await(() -> page.texts("#categories .name").equals(List.of(names)));
  }
}
