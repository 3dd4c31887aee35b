package io.lexiseg.vision.encoder.engine;

import java.nio.FloatBuffer;

/**
 * A result of a network.
 *
 * @param shape lengths of all axes
 * @param values row-major, position 0, limit the number of elements; valid until the slot's next
 *     run
 */
public record OutputTensor(TensorShape shape, FloatBuffer values) {}
