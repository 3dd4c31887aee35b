package io.lexiseg.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexiseg.cli.deployment.BuildScript;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class BrowserTest {
  @Test
  void shouldSkipOrFailWhereThereIsNone() {
    assertThatThrownBy(() -> Browser.require(false, false))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("chromium-driver");
    assertThatThrownBy(() -> Browser.require(false, true))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("chromium-driver");
    assertThatCode(() -> Browser.require(true, true)).doesNotThrowAnyException();
  }

  @Test
  void shouldBeRequiredWhereTheBuildCanInstallOne() {
    assertThat(BuildScript.text())
        .contains("chromium chromium-driver", "export LEXISEG_REQUIRE_BROWSER=true", "mvn verify");
  }
}
