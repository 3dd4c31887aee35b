package io.lexiseg.cli.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.failure.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCameraTest {
  @TempDir Path folder;
  private final List<String> messages = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  @Test
  void shouldCapturePicturesByNameByteForByte() throws IOException {
    // given
    Files.write(folder.resolve("b.PNG"), new byte[] {2});
    Files.write(folder.resolve("a.jpeg"), new byte[] {1});
    Files.write(folder.resolve("broken.jpg"), new byte[0]);
    Files.write(folder.resolve("notes.txt"), new byte[] {9});
    Files.createDirectory(folder.resolve("folder.jpg"));

    // when
    List<CapturedImage> images =
        whenAllCaptured(FolderCamera.open("c", folder, messages::add, problems::add));

    // then
    assertThat(images).extracting(CapturedImage::name).containsExactly("a", "b", "broken");
    assertThat(images)
        .extracting(CapturedImage::encoded)
        .containsExactly(new byte[] {1}, new byte[] {2}, new byte[0]);
  }

  @Test
  void shouldCaptureASinglePicture() throws IOException {
    // given
    Path file = Files.write(folder.resolve("one.v2.jpg"), new byte[] {1});

    // when
    List<CapturedImage> images =
        whenAllCaptured(FolderCamera.open("c", file, messages::add, problems::add));

    // then
    assertThat(images).extracting(CapturedImage::name).containsExactly("one.v2");
  }

  @Test
  void shouldSayThatAFolderHoldsNoPictures() {
    assertThatThrownBy(() -> FolderCamera.open("c", folder, messages::add, problems::add))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("*.webp");
  }

  @Test
  void shouldSayThatThereIsNothing() {
    assertThatThrownBy(
            () -> FolderCamera.open("c", folder.resolve("none"), messages::add, problems::add))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("found nothing");
  }

  @Test
  void shouldLeaveOutWhatIsNoPictureOfItsOwnAndNameTheRest() throws IOException {
    // given
    Files.write(folder.resolve("a.jpg"), new byte[] {1});
    Files.write(folder.resolve("._a.jpg"), new byte[] {2});
    Files.write(folder.resolve("a.mask.png"), new byte[] {3});
    Files.write(folder.resolve("a.overlay.jpg"), new byte[] {4});
    Files.createDirectory(folder.resolve("b"));
    Files.createDirectory(folder.resolve("c.png"));

    // when
    List<CapturedImage> images =
        whenAllCaptured(FolderCamera.open("c", folder, messages::add, problems::add));

    // then
    assertThat(images).extracting(CapturedImage::name).containsExactly("a");
    assertThat(messages)
        .containsExactly(
            folder + ": 2 folders in it are not looked into; name them too: b, c.png",
            folder
                + ": 2 files are results of an earlier run and left out: a.mask.png, a.overlay.jpg");
  }

  @Test
  void shouldGoOnAfterAFileThatCannotBeRead() throws IOException {
    // given
    Files.write(folder.resolve("a.jpg"), new byte[] {1});
    Files.createSymbolicLink(folder.resolve("b.jpg"), folder.resolve("gone"));
    Files.createSymbolicLink(folder.resolve("c.jpg"), folder.resolve("c.jpg"));
    Files.write(folder.resolve("d.jpg"), new byte[] {4});

    // when
    List<CapturedImage> images =
        whenAllCaptured(FolderCamera.open("c", folder, messages::add, problems::add));

    // then
    assertThat(images).extracting(CapturedImage::name).containsExactly("a", "d");
    assertThat(problems)
        .hasSize(2)
        .contains(folder.resolve("b.jpg") + ": cannot be read: there is no such file");
  }

  private static List<CapturedImage> whenAllCaptured(Camera camera) {
    List<CapturedImage> images = new ArrayList<>();
    try (camera) {
      for (Optional<CapturedImage> next = camera.next(); next.isPresent(); next = camera.next()) {
        images.add(next.get());
      }
    }
    return images;
  }
}
