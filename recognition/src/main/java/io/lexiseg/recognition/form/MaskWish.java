package io.lexiseg.recognition.form;

/**
 * How the mask of one frame shall be written.
 *
 * @param forms what is asked for
 * @param room most bytes for its forms, regions and legend together; what is beyond is left out
 * @param frame number of the frame, 0 or more, larger than those of its camera before; ids of
 *     regions come from it
 */
public record MaskWish(MaskForms forms, long room, long frame) {
  /** A PNG of any size. */
  public static final MaskWish PNG = new MaskWish(MaskForms.PNG, Long.MAX_VALUE, 0);
}
