package io.lexiseg.vision.pack.generator;

import io.lexiseg.vision.encoder.TextInput;
import io.lexiseg.vision.text.TokenizerSpec;
import java.nio.file.Path;

/**
 * A network that turns the token ids of a prompt into what the denoiser attends to.
 *
 * @param file the ONNX file
 * @param tokenizer what makes the ids; every prompt has its {@code maxTokens}
 * @param padding id that fills a prompt up behind its end token, at least 0
 * @param input tensor name of the ids, {@code [1, maxTokens]}
 * @param type element type of the ids
 * @param output tensor name of the result, {@code [1, maxTokens, width]}
 * @param width components of a token, at least 1
 */
public record PromptSpec(
    Path file,
    TokenizerSpec tokenizer,
    int padding,
    String input,
    TextInput.IdType type,
    String output,
    int width) {}
