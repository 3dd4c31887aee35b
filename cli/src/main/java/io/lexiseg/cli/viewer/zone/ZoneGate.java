package io.lexiseg.cli.viewer.zone;

import io.lexiseg.schemas.ZoneCommand;

/** Where the page's wishes for zones go. */
@FunctionalInterface
public interface ZoneGate {
  /**
   * Asks for a change.
   *
   * @param wish camera, action and what belongs to it; without id, issuer and time
   * @return id of the command, answered later
   * @throws io.lexiseg.cli.failure.FailedException if the broker does not take it
   */
  String send(ZoneCommand.Builder wish);
}
