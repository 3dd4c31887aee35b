package io.lexiseg.cli.viewer.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard.CategoryView;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard.InstanceView;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard.PictureView;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard.VersionView;
import io.lexiseg.cli.viewer.vocabulary.VocabularyBoard.VocabularyView;
import io.lexiseg.cli.vocabulary.VocabularyText;
import io.lexiseg.schemas.Background;
import io.lexiseg.schemas.CameraBinding;
import io.lexiseg.schemas.Category;
import io.lexiseg.schemas.CategoryGeneration;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.GenerationState;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskOutputs;
import io.lexiseg.schemas.NearestKey;
import io.lexiseg.schemas.PastVersion;
import io.lexiseg.schemas.SteadyMasks;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.schemas.Topics;
import io.lexiseg.schemas.Vocabulary;
import io.lexiseg.schemas.VocabularyCommand;
import io.lexiseg.schemas.VocabularyState;
import io.lexiseg.schemas.VocabularyStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyBoardTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.000006Z");

  private static final CategoryFields NO_FIELDS =
      new CategoryFields("", "", "", "", "", "", false, false);

  private final VocabularyBoard board = new VocabularyBoard();

  @Test
  void shouldKeepWhatDescribesTheCategoriesThatStay() {
    // given
    Category cone =
        Category.newBuilder()
            .setName("cone")
            .setExemplars(List.of("e1"))
            .setThreshold(0.5f)
            .build();
    Background background = Background.newBuilder().setNegatives(List.of("glare")).build();
    board.vocabulary(
        "street",
        Vocabulary.newBuilder(givenVocabulary())
            .setCategories(List.of(cone))
            .setBackground(background)
            .build());

    // when
    VocabularyCommand define =
        board.completed(wish(CommandAction.DEFINE, "road", "cone"), CommandAction.ADD).build();
    VocabularyCommand add =
        board.completed(wish(CommandAction.ADD, "cone"), CommandAction.ADD).build();
    VocabularyCommand preview =
        board.completed(wish(CommandAction.PREVIEW, "road", "cone"), CommandAction.ADD).build();

    // then
    assertThat(define.getCategories())
        .containsExactly(Category.newBuilder().setName("road").build(), cone);
    assertThat(define.getBackground()).contains(background);
    assertThat(add.getCategories()).isEqualTo(VocabularyText.categories(List.of("cone")));
    assertThat(preview.getCategories())
        .containsExactly(cone, Category.newBuilder().setName("road").build());
    assertThat(preview.getBackground()).contains(background);
  }

  @Test
  void shouldTryWhatDescribesACategoryAmongTheOthers() {
    // given
    Category cone = Category.newBuilder().setName("cone").setExemplars(List.of("e1")).build();
    board.vocabulary(
        "street",
        Vocabulary.newBuilder(givenVocabulary())
            .setCategories(List.of(cone, Category.newBuilder().setName("road").build()))
            .build());
    Category anew = Category.newBuilder().setName("cone").setThreshold(0.3f).build();
    Background background = Background.newBuilder().setNegatives(List.of("glare")).build();

    // when
    VocabularyCommand preview =
        board
            .completed(
                wish(CommandAction.PREVIEW).setCategories(List.of(anew)).setBackground(background),
                CommandAction.UPDATE)
            .build();
    VocabularyCommand all =
        board.completed(wish(CommandAction.PREVIEW, "cone"), CommandAction.DEFINE).build();

    // then: its pictures go with it
    assertThat(preview.getCategories())
        .containsExactly(
            Category.newBuilder(anew).setExemplars(List.of("e1")).build(),
            Category.newBuilder().setName("road").build());
    assertThat(preview.getBackground()).contains(background);
    assertThat(all.getCategories()).containsExactly(cone);
  }

  @Test
  void shouldTryWhatGetsNoCategoryWithAllCategories() throws Exception {
    // given
    board.vocabulary("street", givenVocabulary());
    JsonNode wish =
        new ObjectMapper()
            .readTree(
                """
                {"vocabularyId": "street", "action": "PREVIEW", "tries": "UPDATE",
                 "background": {"negatives": "glare"}}
                """);

    // when
    VocabularyCommand.Builder preview =
        board.completed(VocabularyWish.command(wish), VocabularyWish.tried(wish));

    // then
    assertThat(preview.getCategories()).isEqualTo(givenVocabulary().getCategories());
    assertThat(preview.getBackground().getNegatives()).containsExactly("glare");
  }

  @Test
  void shouldShowWhatABindingAsksFor() {
    // given
    MaskOutputs outputs = new MaskOutputs(List.of(MaskEncoding.POLYGONS), 0f, true);
    board.vocabulary("street", givenVocabulary());
    board.binding("gate", givenBinding("gate", "street"));
    board.binding(
        "yard",
        CameraBinding.newBuilder(givenBinding("yard", "street"))
            .setDropPolicy(
                DropPolicy.newBuilder().setRule(DropRule.SAMPLE).setSampleEvery(5).build())
            .setOutputs(outputs)
            .setSteady(SteadyMasks.STRONG)
            .build());

    // then
    assertThat(board.views().get(0).cameras())
        .containsExactly(
            new BindingView(
                "gate", "", "", "", new BindingFields("", 0, List.of(MaskEncoding.PNG), 0f, false)),
            new BindingView(
                "yard",
                "",
                "each 5. frame",
                "masks as POLYGONS, with regions, steady STRONG",
                new BindingFields("SAMPLE", 5, List.of(MaskEncoding.POLYGONS), 0f, true)));
  }

  private static VocabularyCommand.Builder wish(CommandAction action, String... names) {
    return VocabularyCommand.newBuilder()
        .setCommandId("a")
        .setIssuer("ann")
        .setIssuedAt(NOW)
        .setVocabularyId("street")
        .setAction(action)
        .setCategories(VocabularyText.categories(List.of(names)));
  }

  @Test
  void shouldForgetAProcessorWhoseReportIsGone() {
    // given
    board.vocabulary("street", givenVocabulary());
    board.report(status("stays", 2, VocabularyState.READY, "a").build());
    board.report(status("left", 2, VocabularyState.READY, "b").build());

    // when
    board.reportGone(Topics.statusKey("street", "left"));

    // then
    assertThat(board.views().get(0).instances())
        .extracting(InstanceView::id)
        .containsExactly("stays");
  }

  @Test
  void shouldShowSupportVersionsCamerasAndInstances() {
    // given
    board.vocabulary("street", givenVocabulary());
    board.binding("gate", givenBinding("gate", "street"));
    board.binding("yard", givenBinding("yard", "other"));
    board.report(status("old", 1, VocabularyState.READY, "a").build());
    board.report(
        status("new", 2, VocabularyState.READY, "b")
            .setSupport(
                List.of(
                    CategorySupport.newBuilder()
                        .setCategory("zamboni")
                        .setLevel(SupportLevel.WEAK)
                        .setNearest(
                            List.of(
                                new NearestKey("snowplow", 0.714f), new NearestKey("ice", 0.6f)))
                        .build()))
            .build());

    // when
    VocabularyView view = board.views().get(0);

    // then
    assertThat(view.categories())
        .containsExactly(
            new CategoryView("road", "#e6194b", "unknown", "", "", List.of(), NO_FIELDS),
            new CategoryView(
                "zamboni", "#3cb44b", "weak", "snowplow 0.71, ice 0.60", "", List.of(), NO_FIELDS));
    assertThat(view.background()).isEqualTo(new BackgroundFields("", ""));
    assertThat(view.versions())
        .extracting(VersionView::version, VersionView::change)
        .containsExactly(tuple(2, "+zamboni"), tuple(1, "+road"));
    assertThat(view.cameras()).extracting(BindingView::camera).containsExactly("gate");
    assertThat(view.instances()).extracting(InstanceView::id).containsExactly("new");
  }

  @ParameterizedTest
  @CsvSource({
    "ASKED, , prototypes asked for",
    "MAKING, , 14 of 40 drawn",
    "PUBLISHED, , 'drawn, coming into use'",
    "IN_USE, , drawn on demand",
    "REFUSED, 20 an hour, not drawn now: 20 an hour",
    "FAILED, no generator, drawing failed: no generator"
  })
  void shouldSayWherePrototypesOnDemandStand(GenerationState state, String detail, String shown) {
    // given
    board.vocabulary("street", givenVocabulary());
    CategoryGeneration generation =
        CategoryGeneration.newBuilder()
            .setCategory("zamboni")
            .setRequestSet("set")
            .setGeneratorId("sketch")
            .setState(state)
            .setAsked(40)
            .setMade(12)
            .setDropped(2)
            .setDetail(detail)
            .build();

    // when
    board.report(
        status(Topics.GENERATION, 2, VocabularyState.READY, "c")
            .setGenerations(List.of(generation))
            .build());

    // then: the report is of no processor
    VocabularyView view = board.views().get(0);
    assertThat(view.categories())
        .extracting(CategoryView::name, CategoryView::generation)
        .containsExactly(tuple("road", ""), tuple("zamboni", shown));
    assertThat(view.instances()).isEmpty();
  }

  @Test
  void shouldShowPicturesOfExemplarsOnceTheyCome() {
    // given
    Category cone = Category.newBuilder().setName("cone").setExemplars(List.of("e1", "e2")).build();
    board.vocabulary(
        "street", Vocabulary.newBuilder(givenVocabulary()).setCategories(List.of(cone)).build());
    long before = board.revision();

    // when
    board.thumbnail("e2", Optional.of(new byte[] {7}));

    // then
    assertThat(board.revision()).isGreaterThan(before);
    assertThat(board.views().get(0).categories().get(0).pictures())
        .containsExactly(new PictureView("e1", false), new PictureView("e2", true));
    assertThat(board.thumbnail("e2")).contains(new byte[] {7});

    // when
    board.thumbnail("e2", Optional.empty());

    // then
    assertThat(board.thumbnail("e2")).isEmpty();
  }

  @Test
  void shouldKeepTheLastPicturesOfExemplars() {
    // when
    for (int i = 0; i < 5000; i++) {
      board.thumbnail("e" + i, Optional.of(new byte[1]));
    }

    // then
    assertThat(board.thumbnail("e0")).isEmpty();
    assertThat(board.thumbnail("e4999")).isPresent();
  }

  @Test
  void shouldForgetWhatIsGone() {
    // given
    board.vocabulary("street", givenVocabulary());
    long before = board.revision();

    // when
    board.vocabulary("street", null);

    // then
    assertThat(board.views()).isEmpty();
    assertThat(board.revision()).isGreaterThan(before);
  }

  @Test
  void shouldKeepAnAnswerWhileAnotherProcessorIsStillAtIt() {
    // when
    board.report(status(Topics.ANSWERS, 2, VocabularyState.PENDING, "c").build());
    String first = board.answer("c").orElseThrow().state();
    board.report(status("one", 2, VocabularyState.READY, "c").build());
    board.report(status("two", 2, VocabularyState.PENDING, "c").setError("index away").build());

    // then
    assertThat(first).isEqualTo("PENDING");
    assertThat(board.answer("c").orElseThrow().state()).isEqualTo("READY");
    assertThat(board.answer("d")).isEmpty();
  }

  @Test
  void shouldForgetTheOldestAnswers() {
    // when
    for (int i = 0; i < 1000; i++) {
      board.report(status("one", 2, VocabularyState.READY, "c" + i).build());
    }

    // then
    assertThat(board.answer("c0")).isEmpty();
    assertThat(board.answer("c999")).isPresent();
  }

  @Test
  void shouldShowWarningsOfTheNewestVersionOnce() {
    // given
    List<String> warnings = List.of("the index cannot tell apart: tree, trees");
    board.vocabulary("street", givenVocabulary());
    board.report(status("p1", 1, VocabularyState.READY, "c1").setWarnings(List.of("old")).build());

    // when
    for (String instance : List.of("p2", "p3")) {
      board.report(status(instance, 2, VocabularyState.READY, "c2").setWarnings(warnings).build());
    }

    // then
    assertThat(board.views().get(0).warnings()).isEqualTo(warnings);
  }

  private static Vocabulary givenVocabulary() {
    return Vocabulary.newBuilder()
        .setVocabularyId("street")
        .setVersion(2)
        .setCategories(VocabularyText.categories(List.of("road", "zamboni")))
        .setHistory(
            List.of(
                PastVersion.newBuilder()
                    .setVersion(1)
                    .setCategories(VocabularyText.categories(List.of("road")))
                    .setChangedBy("anna")
                    .setChangedAt(NOW)
                    .build()))
        .setHistoryDepth(1)
        .setChangedBy("otto")
        .setChangedAt(NOW)
        .build();
  }

  private static CameraBinding givenBinding(String camera, String vocabulary) {
    return CameraBinding.newBuilder()
        .setCameraId(camera)
        .setVocabularyId(vocabulary)
        .setCommandId("bind")
        .setBoundAt(NOW)
        .build();
  }

  private static VocabularyStatus.Builder status(
      String instance, int version, VocabularyState state, String command) {
    return VocabularyStatus.newBuilder()
        .setVocabularyId("street")
        .setVersion(version)
        .setInstanceId(instance)
        .setState(state)
        .setCommandId(command)
        .setReportedAt(NOW);
  }
}
