package io.lexiseg.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The page in a real browser, on real topics, in front of a processor with small networks. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ViewerPageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path folder;
  private static ChromeDriver browser;
  private static PageSystem system;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start(folder);
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
    browser.get(system.url());
    awaitCategories("road", "tree");
  }

  @Test
  void shouldChangeTheVocabularyAndGoBack() throws Exception {
    // given
    String before = version();

    // when
    type("add", "zamboni, traffic light");
    awaitCategories("road", "tree", "zamboni", "traffic light");
    awaitStatus("is in use.");
    click("Remove tree");
    awaitCategories("road", "zamboni", "traffic light");
    click("Rename road");
    WebElement name = browser.findElement(By.cssSelector("#categories input"));
    name.sendKeys("street", Keys.ENTER);
    awaitCategories("street", "zamboni", "traffic light");

    // then
    await(() -> texts("#categories .support").stream().noneMatch("unknown"::equals));
    assertThat(texts("#categories .support")).isSubsetOf("strong", "weak", "none");
    assertThat(browser.findElement(By.cssSelector("#categories .support")).getAttribute("title"))
        .matches("nearest: noun \\d+ -?\\d\\.\\d\\d, noun \\d+ -?\\d\\.\\d\\d");
    assertThat(texts("#history .change").subList(0, 3))
        .containsExactly("road is now street", "-tree", "+zamboni, +traffic light");

    // when
    click("Restore " + before);

    // then
    awaitCategories("road", "tree");
    awaitStatus("is in use.");
    Files.write(
        Files.createDirectories(Path.of("target")).resolve("viewer-page.png"),
        browser.getScreenshotAs(OutputType.BYTES));
  }

  @Test
  void shouldSayThatAWordIsUnknownBeforeItIsAdded() {
    // when: typed, not sent
    browser.findElement(By.id("add")).sendKeys("zamboni");
    // then
    await(
        () ->
            texts("#typed li").stream()
                .anyMatch(line -> line.matches("zamboni: (weak|none), nearest noun .*")));
    awaitCategories("road", "tree");
    // when
    browser.findElement(By.id("add")).sendKeys(", ROAD");
    // then
    await(() -> texts("#typed li").stream().anyMatch(line -> line.contains("of its own")));
    // when
    browser.findElement(By.id("add")).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    // then
    await(() -> texts("#typed li").isEmpty());
  }

  @Test
  void shouldShowMasksWithTheNewCategory() {
    // when
    type("add", "zebra");
    awaitStatus("is in use.");
    system.publish("gate");

    // then
    await(() -> texts(".tile .legend li").equals(List.of("road", "tree", "zebra")));
    await(
        () ->
            Integer.parseInt(
                    browser.findElement(By.cssSelector(".tile img")).getDomProperty("naturalWidth"))
                > 0);

    // then: one frame came, and no other one follows
    await(() -> texts(".tile .badge").get(0).startsWith("silent for"));
    await(() -> answering().equals("No frame waits for an answer."));
  }

  private static String answering() {
    return browser.findElement(By.id("system")).getText();
  }

  @Test
  void shouldHaveNothingToTripOverWhileOneEdits() throws Exception {
    // when
    browser.findElement(By.cssSelector("#text summary")).click();
    browser.findElement(By.id("names")).sendKeys(", sea");
    click("Rename road");

    // then
    assertThat(Axe.fetch().violations(browser)).isEmpty();
    assertThat(browser.findElement(By.id("take")).isDisplayed()).isTrue();
  }

  @Test
  void shouldSayWhyAChangeIsRefused() {
    // when
    type("add", "ROAD");

    // then
    awaitStatus("Refused: ");
    assertThat(status()).contains("expected a name of its own");
    assertThat(browser.findElement(By.id("add")).getDomProperty("value")).isEqualTo("ROAD");
    awaitCategories("road", "tree");
  }

  @Test
  void shouldShowWhatAnotherOperatorDoesAndNotOverwriteIt() {
    // when
    system.operator().define("default", List.of("sky"));

    // then
    awaitCategories("sky");

    // when: typed over a version that is gone by then
    browser.findElement(By.cssSelector("#text summary")).click();
    WebElement names = browser.findElement(By.id("names"));
    names.sendKeys(", moon");
    system.operator().define("default", List.of("sea"));
    awaitCategories("sea");
    browser.findElement(By.cssSelector("#text-form button")).click();

    // then: refused, and what was typed is still there
    awaitStatus("Refused: vocabulary default: expected version");
    awaitCategories("sea");
    assertThat(names.getDomProperty("value")).isEqualTo("sky, moon");
    assertThat(browser.findElement(By.id("draft")).getText()).contains("is there now");

    // when
    browser.findElement(By.id("take")).click();

    // then
    assertThat(names.getDomProperty("value")).isEqualTo("sea");
  }

  @Test
  void shouldKeepAnOpenFieldAndShowTheRest() {
    // given: somebody renames
    click("Rename road");
    WebElement name = browser.findElement(By.cssSelector("#categories input"));
    name.sendKeys("TREE");

    // when: somebody else changes everything around it
    system.operator().define("default", List.of("sky", "tree", "road", "sea"));

    // then: all of it is shown, and the field has its text and the focus
    awaitCategories("sky", "tree", "sea");
    assertThat(name.getDomProperty("value")).isEqualTo("TREE");
    assertThat(browser.switchTo().activeElement()).isEqualTo(name);

    // when
    name.sendKeys(Keys.ENTER);

    // then: refused, and nothing is lost
    awaitStatus("Refused: ");
    assertThat(name.getDomProperty("value")).isEqualTo("TREE");
    await(() -> "false".equals(name.getDomProperty("readOnly")));

    // when: the name itself goes away
    system.operator().define("default", List.of("sky"));

    // then
    await(() -> texts("#categories .support").contains("no longer there"));
    assertThat(name.getDomProperty("value")).isEqualTo("TREE");
    name.sendKeys(Keys.ESCAPE);
    awaitCategories("sky");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void shouldNotTakeADeadProcessorForReady() throws Exception {
    // given: one that crashed long ago and left its word, and one that works
    givenReport("ghost", Integer.parseInt(version().replace("version ", "")));
    for (int frame = 0; frame < 3; frame++) { // a single long pause before says nothing then
      system.publish("gate");
    }
    await(() -> answering().equals("Frames are answered."));
    await(() -> texts("#instances li").size() == 2);
    List<String> before = texts("#instances li");

    // when
    system.system().stopProcessor();
    system.publish("gate");

    // then
    await(() -> answering().startsWith("No processor answers: "));
    assertThat(before).allMatch(line -> line.contains("said ready"));
    assertThat(texts("#instances li"))
        .singleElement()
        .asString()
        .startsWith("processor ghost: does not answer; last said ready at");
  }

  private static void givenReport(String instance, int version) throws Exception {
    VocabularyStatus status =
        VocabularyStatus.newBuilder()
            .setVocabularyId("default")
            .setVersion(version)
            .setInstanceId(instance)
            .setState(VocabularyState.READY)
            .setReportedAt(Instant.EPOCH)
            .build();
    try (Producer<String, VocabularyStatus> reports =
        system.system().connection().producer(VocabularyStatus.class)) {
      String key = Topics.statusKey("default", instance);
      reports.send(new ProducerRecord<>(Topics.VOCABULARY_STATUS, key, status)).get();
    }
  }

  private static String version() {
    return browser.findElement(By.id("version")).getText();
  }

  private static void type(String field, String text) {
    browser.findElement(By.id(field)).sendKeys(text, Keys.ENTER);
  }

  private static void click(String label) {
    await(
        () -> {
          browser.findElement(By.cssSelector("[aria-label='" + label + "']")).click();
          return true;
        });
  }

  private static String status() {
    return browser.findElement(By.id("status")).getText();
  }

  private static void awaitStatus(String part) {
    await(() -> status().contains(part));
  }

  private static void awaitCategories(String... names) {
    await(() -> texts("#categories .name").equals(List.of(names)));
  }

  private static List<String> texts(String selector) {
    return browser.findElements(By.cssSelector(selector)).stream()
        .map(WebElement::getText)
        .toList();
  }

  /** Lists are made anew when something changes: what is gone meanwhile is looked up again. */
  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(WebDriverException.class)
        .until(condition);
  }
}
