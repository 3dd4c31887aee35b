package io.lexiseg.quickstart.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.quickstart.FailedException;
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

  @Test
  void shouldCapturePicturesByNameByteForByte() throws IOException {
    // given
    Files.write(folder.resolve("b.PNG"), new byte[] {2});
    Files.write(folder.resolve("a.jpeg"), new byte[] {1});
    Files.write(folder.resolve("broken.jpg"), new byte[0]);
    Files.write(folder.resolve("notes.txt"), new byte[] {9});
    Files.createDirectory(folder.resolve("folder.jpg"));

    // when
    List<CapturedImage> images = whenAllCaptured(FolderCamera.open("c", folder));

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
    List<CapturedImage> images = whenAllCaptured(FolderCamera.open("c", file));

    // then
    assertThat(images).extracting(CapturedImage::name).containsExactly("one.v2");
  }

  @Test
  void shouldSayThatAFolderHoldsNoPictures() {
    assertThatThrownBy(() -> FolderCamera.open("c", folder))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("*.webp");
  }

  @Test
  void shouldSayThatThereIsNothing() {
    assertThatThrownBy(() -> FolderCamera.open("c", folder.resolve("none")))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("found nothing");
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
