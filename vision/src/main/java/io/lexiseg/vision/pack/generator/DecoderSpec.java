package io.lexiseg.vision.pack.generator;

import java.nio.file.Path;

/**
 * A network that turns a latent picture into pixels.
 *
 * @param file the ONNX file
 * @param input tensor name of the latent picture as the scheduler leaves it, float32 {@code [1,
 *     channels, height, width]}; a division by the latents' scale belongs to the network
 * @param output tensor name of the pixels, float32 {@code [1, 3, heightPx, widthPx]}, red, green,
 *     blue, -1..1
 * @param heightPx rows of the picture, at least 1
 * @param widthPx columns of the picture, at least 1
 */
public record DecoderSpec(Path file, String input, String output, int heightPx, int widthPx) {}
