package io.lexiseg.processor.zone.command;

import io.lexiseg.schemas.CameraZones;
import io.lexiseg.schemas.ZoneAnswer;
import java.util.Optional;

/**
 * What a zone command leads to.
 *
 * @param told the zones of the camera that everybody is told, a new version or once more; empty:
 *     nothing changes
 * @param answer to the issuer
 */
public record ZoneDecision(Optional<CameraZones> told, ZoneAnswer answer) {}
