package io.lexiseg.vision.timing;

import java.time.Duration;

/**
 * Wall time of the stages of one segmentation; stages that overlap are each counted whole, windows
 * are summed.
 *
 * @param superpixels cutting superpixels
 * @param dense local backbone, queueing included
 * @param global global encoder, queueing included; zero when off
 * @param scoring pooling, similarity, averaging, arg-max
 */
public record StageTimings(
    Duration superpixels, Duration dense, Duration global, Duration scoring) {}
