package io.lexiseg.processor.serving;

import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.schemas.DropPolicy;

/**
 * What holds for a frame of a camera.
 *
 * @param vocabulary to segment with
 * @param dropPolicy whether to segment at all
 * @param policyIsStated whether the camera's binding says so; else it is the default
 */
public record ActiveVocabulary(
    ResolvedVocabulary vocabulary, DropPolicy dropPolicy, boolean policyIsStated) {}
