package io.lexiseg.cli.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.failure.FailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativesInstallerTest {
  private static final String INSIDE = "org/example/linux/";
  private static final Archive ENGINE =
      new Archive("engine-redist.jar", INSIDE, Map.of("libengine.so.8", 5_000L));
  private static final Archive CUDA =
      new Archive("cuda-redist.jar", INSIDE, Map.of("libcudart.so.12", 300L));
  private static final String BINDING = "binding.jar";

  @TempDir Path folder;
  private Path target;
  private NativesInstaller installer;

  @BeforeEach
  void writeArchives() throws IOException {
    archive(ENGINE.name(), "libengine.so.8", 5_000);
    archive(CUDA.name(), "libcudart.so.12", 300);
    Files.writeString(folder.resolve(BINDING), "classes");
    target = folder.resolve("cache").resolve("tensorrt");
    installer = installer(Files::copy);
  }

  @Test
  void shouldUnpackEveryLibraryUnderItsNameAndTheRuntimeUnderTwo() throws IOException {
    // when
    installer.install(target, archives());

    // then
    assertThat(target.resolve("libengine.so.8")).hasSize(5_000);
    assertThat(target.resolve("libcudart.so")).isSymbolicLink();
    assertThat(Files.readAllBytes(target.resolve("libcudart.so")))
        .isEqualTo(Files.readAllBytes(target.resolve("libcudart.so.12")));
    assertThat(target.resolve("builder").resolve(BINDING)).hasContent("classes");
    assertThat(installer.isIn(target)).isTrue();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void shouldLeaveWhatIsThereAlone() throws IOException {
    // given
    installer.install(target, archives());
    Path mark = Files.createFile(target.resolve("mark"));

    // when
    installer.install(target, List.of());

    // then
    assertThat(mark).exists();
  }

  @Test
  void shouldReplaceWhatIsNotWhole() throws IOException {
    // given
    installer.install(target, archives());
    Files.write(target.resolve("libengine.so.8"), new byte[10]);

    // when
    installer.install(target, archives());

    // then
    assertThat(target.resolve("libengine.so.8")).hasSize(5_000);
    assertThat(leftovers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"libengine.so.8", "libcudart.so.12", "libcudart.so", "builder/" + BINDING})
  void shouldMissEveryFile(String file) throws IOException {
    // given
    installer.install(target, archives());

    // when
    Files.delete(target.resolve(file));

    // then
    assertThat(installer.isIn(target)).isFalse();
  }

  @Test
  void shouldNotInstallWhileAnotherDoes() throws IOException {
    // given
    Files.createDirectories(target.getParent());
    Path lock = target.resolveSibling(".tensorrt.lock");

    // when, then: processes wait for one another; within one the JVM refuses to wait for itself
    try (FileChannel other =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      other.lock();
      assertThatThrownBy(() -> installer.install(target, archives()))
          .isInstanceOf(OverlappingFileLockException.class);
    }
    assertThat(target).doesNotExist();
  }

  @Test
  void shouldRefuseAnArchiveThatIsCutShort() throws IOException {
    // given
    Path archive = folder.resolve(ENGINE.name());
    byte[] whole = Files.readAllBytes(archive);
    Files.write(archive, java.util.Arrays.copyOf(whole, whole.length / 2));

    // when, then
    assertRefused(installer, ENGINE.name() + ": expected a whole archive");
  }

  @Test
  void shouldRefuseAnArchiveWithDamagedBytes() throws IOException {
    // given
    Path archive = folder.resolve(ENGINE.name());
    byte[] bytes = Files.readAllBytes(archive);
    java.util.Arrays.fill(bytes, 200, 300, (byte) 0x55);
    Files.write(archive, bytes);

    // when, then
    assertRefused(installer, ENGINE.name() + ": expected ");
  }

  @Test
  void shouldRefuseAnArchiveWithoutALibrary() throws IOException {
    // given
    archive(CUDA.name(), "libother.so", 300);

    // when, then
    assertRefused(installer, "expected libcudart.so.12 in it, got none");
  }

  @Test
  void shouldRefuseALibraryOfAnotherSize() throws IOException {
    // given
    archive(CUDA.name(), "libcudart.so.12", 299);

    // when, then
    assertRefused(installer, "expected libcudart.so.12 of 300 bytes, got 299");
  }

  @Test
  void shouldSayWhichArchiveIsMissing() throws IOException {
    // given
    Files.delete(folder.resolve(CUDA.name()));

    // when, then
    assertRefused(installer, "expected cuda-redist.jar, found only [");
  }

  @Test
  void shouldLeaveNothingWhenTheDiskIsFull() {
    // given
    NativesInstaller full =
        installer(
            (from, to) -> {
              Files.write(to, from.readNBytes(100));
              throw new IOException("No space left on device");
            });

    // when, then
    assertRefused(full, "cannot install TensorRT's libraries in " + target + ": No space left");
  }

  @Test
  void shouldRefuseBeforehandWhereThereIsNoRoom() {
    // given
    Archive huge = new Archive(ENGINE.name(), INSIDE, Map.of("libengine.so.8", Long.MAX_VALUE / 2));
    NativesInstaller demanding = new NativesInstaller(List.of(huge), List.of(), Files::copy);

    // when, then
    assertRefused(demanding, "MB free for TensorRT's libraries, found");
  }

  @Test
  void shouldForgetWhatAKilledInstallationLeft() throws IOException {
    // given
    Path partial = Files.createDirectories(target.resolveSibling(".tensorrt.partial"));
    Files.write(partial.resolve("libengine.so.8"), new byte[10]);

    // when
    installer.install(target, archives());

    // then
    assertThat(target.resolve("libengine.so.8")).hasSize(5_000);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void shouldBeAbleToLeaveTheBuilderOut() {
    // when
    long whole = Archive.ALL.stream().mapToLong(Archive::sizeBytes).sum();
    long rest = Archive.ALL.stream().map(Archive::runtimeOnly).mapToLong(Archive::sizeBytes).sum();

    // then
    assertThat(whole).isEqualTo(1_910_134_456L);
    assertThat(whole - rest).isEqualTo(1_003_289_256L);
  }

  private void assertRefused(NativesInstaller refusing, String message) {
    assertThatThrownBy(() -> refusing.install(target, archives()))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining(message);
    assertThat(target).doesNotExist();
    assertThat(leftovers()).isEmpty();
  }

  /** What lies beside the folder, but for the file that processes wait at. */
  private List<Path> leftovers() {
    try (Stream<Path> files = Files.list(target.getParent())) {
      return files
          .filter(file -> !file.equals(target) && !file.toString().endsWith(".lock"))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NativesInstaller installer(NativesInstaller.Copying copying) {
    return new NativesInstaller(List.of(ENGINE, CUDA), List.of(BINDING), copying);
  }

  private List<Path> archives() {
    return Stream.of(ENGINE.name(), CUDA.name(), BINDING).map(folder::resolve).toList();
  }

  private void archive(String name, String library, int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    try (OutputStream file = Files.newOutputStream(folder.resolve(name));
        ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
      zip.putNextEntry(new ZipEntry(INSIDE + library));
      zip.write(bytes);
      zip.closeEntry();
    }
  }
}
