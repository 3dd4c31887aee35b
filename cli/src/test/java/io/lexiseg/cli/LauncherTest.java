package io.lexiseg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a copy of the repository's skeleton, with scripts for java and mvn. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherTest {
  private static final String WORKING_MAVEN =
      "echo built >> \"$MAVEN_LOG\"; mkdir -p lab/target; : > lab/target/classpath.txt";

  private static final List<String> MODULES =
      List.of(
          "schemas",
          "vision",
          "prototypes",
          "recognition",
          "processor",
          "index-builder",
          "plan-builder",
          "cli",
          "demo",
          "lab");

  @TempDir Path folder;
  private Path home;
  private Path mavenLog;
  private String output = "";

  @BeforeEach
  void prepare() throws IOException {
    home = Files.createDirectories(folder.resolve("a home with spaces"));
    Files.copy(Path.of("..", "lexiseg"), home.resolve("lexiseg"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    for (String module : MODULES) {
      Files.createDirectories(home.resolve(module).resolve("src/main"));
      Files.writeString(home.resolve(module).resolve("pom.xml"), "<project/>");
    }
    mavenLog = folder.resolve("maven.log");
    givenJava("17.0.15");
    givenMaven(WORKING_MAVEN);
  }

  @Test
  void shouldBuildOnceAndPassArgumentsOn() throws Exception {
    // when
    int first = whenLaunched(home.resolve("lexiseg"), "segment", "a b.jpg");
    int second = whenLaunched(home.resolve("lexiseg"), "segment", "a b.jpg");

    // then
    assertThat(List.of(first, second)).containsOnly(0);
    assertThat(Files.readAllLines(mavenLog)).hasSize(1);
    assertThat(output)
        .contains("[-Dlexiseg.home=" + home.toRealPath() + "]", "[segment]", "[a b.jpg]");
  }

  @Test
  void shouldRunWhatIsThereWhereThereAreNoSources() throws Exception {
    // given
    Files.delete(home.resolve("pom.xml"));

    // when
    int code = whenLaunched(home.resolve("lexiseg"), "--help");

    // then
    assertThat(code).isZero();
    assertThat(mavenLog).doesNotExist();
    assertThat(output).contains("[-cp][" + home.toRealPath() + "/lib/*]");
  }

  @Test
  void shouldFindItsHomeThroughASymbolicLink() throws Exception {
    // given
    Path link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("lexiseg"));

    // when
    int code = whenLaunched(link, "--help");

    // then
    assertThat(code).isZero();
    assertThat(output).contains("[-Dlexiseg.home=" + home.toRealPath() + "]");
  }

  @Test
  void shouldBuildAgainWhenASourceChangedOrWentAway() throws Exception {
    // given
    Path source = Files.writeString(home.resolve("vision/src/main/A.java"), "class A {}");
    whenLaunched(home.resolve("lexiseg"), "doctor");

    // when
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    whenLaunched(home.resolve("lexiseg"), "doctor");
    Files.delete(source);
    whenLaunched(home.resolve("lexiseg"), "doctor");

    // then
    assertThat(Files.readAllLines(mavenLog)).hasSize(3);
  }

  @Test
  void shouldShowWhyTheBuildFailedAndTryAgainNextTime() throws Exception {
    // given
    givenMaven("echo '[ERROR] A.java: no such thing'; exit 1");

    // when
    int failed = whenLaunched(home.resolve("lexiseg"), "doctor");

    // then
    assertThat(failed).isEqualTo(1);
    assertThat(output).contains("[ERROR] A.java: no such thing", "lexiseg: the build failed");

    // when
    givenMaven(WORKING_MAVEN);

    // then
    assertThat(whenLaunched(home.resolve("lexiseg"), "doctor")).isZero();
  }

  @Test
  void shouldRefuseAnOldJava() throws Exception {
    // given
    givenJava("11.0.2");

    // when
    int code = whenLaunched(home.resolve("lexiseg"), "--help");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(output).contains("expected a JDK 17 or newer, found Java 11");
  }

  @Test
  void shouldSayThatJavaIsMissing() throws Exception {
    // given
    Files.delete(folder.resolve("jdk/bin/java"));

    // when
    int code = whenLaunched(home.resolve("lexiseg"), "--help");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(output).contains("there is no bin/java in it");
  }

  @Test
  void shouldUseNewFlagsOnlyWhereTheyExist() throws Exception {
    // when
    whenLaunched(home.resolve("lexiseg"), "--help");
    String on17 = output;
    givenJava("25.0.1");
    whenLaunched(home.resolve("lexiseg"), "--help");

    // then
    assertThat(on17).doesNotContain("native-access");
    assertThat(output).contains("[--enable-native-access=ALL-UNNAMED]");
  }

  private void givenJava(String version) throws IOException {
    Path jdk = folder.resolve("jdk");
    script(jdk.resolve("bin/java"), "printf '[%s]' \"$@\"");
    script(jdk.resolve("bin/javac"), "exit 1");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private void givenMaven(String body) throws IOException {
    script(folder.resolve("bin/mvn"), body);
  }

  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private int whenLaunched(Path launcher, String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of("bash", launcher.toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("MAVEN_LOG", mavenLog.toString());
    builder
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), (old, bin) -> bin + ":" + old);
    Process process = builder.start();
    output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor();
  }
}
