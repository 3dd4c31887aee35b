package io.lexiseg.schemas.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryAddressTest {
  @Test
  void shouldKeepTheUserApartFromTheAddress() {
    // when
    RegistryAddress address = RegistryAddress.parse("https://me:p%40ss+1@a:1/x,https://me:p@b:2");
    // then
    assertThat(address.url()).isEqualTo("https://a:1/x,https://b:2");
    assertThat(address).hasToString("https://a:1/x,https://b:2");
    assertThat(address.settings(Map.of()))
        .containsEntry("basic.auth.credentials.source", "USER_INFO")
        .containsEntry("basic.auth.user.info", "me:p@ss+1");
  }

  @Test
  void shouldNameSettingsAsTheClientDoesAndLetTheAddressWin() {
    // when
    Map<String, Object> settings =
        RegistryAddress.parse("https://me:one@a")
            .settings(
                Map.of("basic.auth.user.info", "me:two", "ssl.truststore.location", "/ca.pem"));
    // then
    assertThat(settings)
        .containsEntry("basic.auth.user.info", "me:one")
        .containsEntry("basic.auth.credentials.source", "USER_INFO")
        .containsEntry("schema.registry.ssl.truststore.location", "/ca.pem");
  }

  @Test
  void shouldRefuseABlankAddress() {
    assertThatThrownBy(() -> RegistryAddress.parse(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("schema registry: expected a URL");
  }
}
