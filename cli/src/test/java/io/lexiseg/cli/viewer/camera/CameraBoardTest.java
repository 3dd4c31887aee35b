package io.lexiseg.cli.viewer.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.cli.client.Outcome;
import io.lexiseg.cli.output.Records;
import io.lexiseg.schemas.DropReason;
import io.lexiseg.schemas.FrameDrop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CameraBoardTest {
  private static final int PARTITION = 3; // where Records has frames
  private static final Duration ENOUGH = Duration.ofSeconds(3);

  private final MovableClock clock = new MovableClock();
  private final CameraBoard board = new CameraBoard(clock);

  @Test
  void shouldSayThatACameraIsSilent() {
    // given
    board.arrived("gate", PARTITION, 1);
    board.arrived("yard", PARTITION, 2);
    board.answered(mask("gate", 1));
    board.answered(mask("yard", 2));
    CameraState before = row("gate").state();

    // when
    clock.pass(ENOUGH);
    board.arrived("yard", PARTITION, 3);
    board.answered(mask("yard", 3));

    // then: the one that stopped alone
    assertThat(before).isEqualTo(CameraState.LIVE);
    assertThat(row("gate").state()).isEqualTo(CameraState.SILENT);
    assertThat(row("yard").state()).isEqualTo(CameraState.LIVE);
    assertThat(board.answering()).isEqualTo(Answering.ANSWERS);
  }

  @Test
  void shouldSayThatNobodyAnswers() {
    // given
    board.arrived("gate", PARTITION, 1);
    board.answered(mask("gate", 1));

    // when: the camera goes on, the processor does not
    for (int frame = 2; frame < 8; frame++) {
      clock.pass(Duration.ofMillis(500));
      board.arrived("gate", PARTITION, frame);
    }

    // then
    assertThat(board.answering()).isEqualTo(Answering.SILENT);
    assertThat(row("gate").state()).isEqualTo(CameraState.UNANSWERED);
    assertThat(row("gate").waiting()).isEqualTo(6);

    // when
    board.answered(mask("gate", 7));

    // then: an answer settles what came before
    assertThat(board.answering()).isEqualTo(Answering.ANSWERS);
    assertThat(row("gate").state()).isEqualTo(CameraState.LIVE);
    assertThat(row("gate").waiting()).isZero();
  }

  @Test
  void shouldKnowNothingOfProcessorsWithoutFrames() {
    // given
    Answering first = board.answering();
    board.arrived("gate", PARTITION, 1);
    board.answered(mask("gate", 1));

    // when
    clock.pass(ENOUGH);

    // then
    assertThat(first).isEqualTo(Answering.UNKNOWN);
    assertThat(board.answering()).isEqualTo(Answering.UNKNOWN);
  }

  @Test
  void shouldTakeSlowProcessorsForAlive() {
    // given: an answer takes four seconds, always
    for (int frame = 1; frame < 6; frame++) {
      board.arrived("gate", PARTITION, frame);
      clock.pass(Duration.ofSeconds(4));
      board.answered(mask("gate", frame));
    }

    // when
    board.arrived("gate", PARTITION, 6);
    clock.pass(Duration.ofSeconds(4));

    // then
    assertThat(board.answering()).isNotEqualTo(Answering.SILENT);
    assertThat(row("gate").state()).isEqualTo(CameraState.LIVE);
    clock.pass(Duration.ofSeconds(10));
    assertThat(board.answering()).isEqualTo(Answering.SILENT);
  }

  @Test
  void shouldSayThatThePictureIsOldWhereFramesAreDroppedAlone() {
    // given
    board.arrived("gate", PARTITION, 1);
    board.answered(mask("gate", 1));

    // when
    for (int frame = 2; frame < 10; frame++) {
      clock.pass(Duration.ofMillis(500));
      board.arrived("gate", PARTITION, frame);
      board.answered(drop("gate", frame, DropReason.TOO_OLD));
    }

    // then
    assertThat(row("gate").state()).isEqualTo(CameraState.UNMASKED);
    assertThat(board.answering()).isEqualTo(Answering.ANSWERS);

    // when
    board.answered(mask("gate", 10));

    // then
    assertThat(row("gate").state()).isEqualTo(CameraState.LIVE);
  }

  @Test
  void shouldGiveACameraTheTimeThatItsFramesUsuallyTake() {
    // given: two seconds a frame
    board.arrived("gate", PARTITION, 1);
    clock.pass(Duration.ofSeconds(2));
    board.answered(mask("gate", 1));

    // when
    board.arrived("gate", PARTITION, 2);
    clock.pass(ENOUGH);
    CameraState soon = row("gate").state();
    clock.pass(ENOUGH);

    // then
    assertThat(soon).isEqualTo(CameraState.LIVE);
    assertThat(row("gate").state()).isEqualTo(CameraState.UNANSWERED);
  }

  @Test
  void shouldCountWhatBecameOfFrames() {
    // when
    for (int frame = 0; frame < 6; frame++) {
      board.arrived("gate", PARTITION, frame);
    }
    board.answered(mask("gate", 0));
    board.answered(drop("gate", 1, DropReason.TOO_OLD));
    board.answered(drop("gate", 2, DropReason.SUPERSEDED));
    board.answered(drop("gate", 3, DropReason.SUPERSEDED));
    board.answered(
        new Outcome.DeadLettered(PARTITION, 4, "gate", "gate-4", "undecodable-image", "cut"));
    board.answered(new Outcome.DeadLettered(PARTITION, 9, "", "?", "wrong-key", "none"));

    // then: a letter without a key is of no camera
    CameraRow row = row("gate");
    assertThat(row.in()).isEqualTo(6);
    assertThat(row.masked()).isEqualTo(1);
    assertThat(row.waiting()).isEqualTo(1);
    assertThat(row.dropped()).containsEntry("SUPERSEDED", 2L).containsEntry("TOO_OLD", 1L);
    assertThat(row.deadLetters()).containsOnlyKeys("undecodable-image");
    assertThat(board.rows()).hasSize(1);
  }

  @Test
  void shouldNotWaitForFramesThatWereAnsweredBeforeTheyWereSeen() {
    // when
    board.answered(mask("gate", 5));
    board.arrived("gate", PARTITION, 5);

    // then
    assertThat(row("gate").waiting()).isZero();
  }

  @Test
  void shouldFollowACameraToAnotherPartition() {
    // given
    board.arrived("gate", PARTITION, 900);
    board.answered(mask("gate", 900));

    // when
    board.arrived("gate", PARTITION + 1, 2);

    // then: offsets there are others
    assertThat(row("gate").waiting()).isEqualTo(1);
  }

  @Test
  void shouldForgetWhoWasSilentLongest() {
    // given
    for (int camera = 0; camera < CameraBoard.MOST_CAMERAS; camera++) {
      board.arrived("camera-" + camera, 0, camera);
      clock.pass(Duration.ofMillis(1));
    }
    board.arrived("camera-0", 0, 1000);

    // when
    board.arrived("new", 0, 1001);

    // then
    assertThat(board.rows())
        .hasSize(CameraBoard.MOST_CAMERAS)
        .extracting(CameraRow::id)
        .contains("new", "camera-0")
        .doesNotContain("camera-1");
  }

  private CameraRow row(String camera) {
    return board.rows().stream().filter(row -> row.id().equals(camera)).findFirst().orElseThrow();
  }

  private static Outcome mask(String camera, long offset) {
    return new Outcome.Masked(Records.mask(camera, offset, "road"));
  }

  private static Outcome drop(String camera, long offset, DropReason reason) {
    var source = Records.source(camera, offset);
    return new Outcome.Dropped(new FrameDrop(source, reason, source.getCapturedAt()));
  }
}
