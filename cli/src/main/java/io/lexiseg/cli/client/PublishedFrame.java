package io.lexiseg.cli.client;

import io.lexiseg.schemas.Frame;

/**
 * A frame as it lies in the log.
 *
 * @param frame the record
 * @param name what files made from it are called, without extension
 */
public record PublishedFrame(Frame frame, String name) {}
