package io.lexiseg.processor.serving;

import io.lexiseg.recognition.category.ResolvedVocabulary;
import io.lexiseg.recognition.form.MaskForms;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.vision.setting.SegmentationSettings;

/**
 * What holds for a frame of a camera.
 *
 * @param vocabulary to segment with
 * @param settings constants to segment with: its own, as steady as the camera's binding says
 * @param dropPolicy whether to segment at all
 * @param policyIsStated whether the camera's binding says so; else it is the default
 * @param forms what its mask holds
 */
public record ActiveVocabulary(
    ResolvedVocabulary vocabulary,
    SegmentationSettings settings,
    DropPolicy dropPolicy,
    boolean policyIsStated,
    MaskForms forms) {}
