package io.lexiseg.vision.setting;

import io.lexiseg.vision.option.OptionKind;
import io.lexiseg.vision.superpixel.SuperpixelParameters;

/**
 * A way to cut superpixels that another part of the project adds to the settings; found by {@link
 * java.util.ServiceLoader}.
 */
public interface SuperpixelKind extends OptionKind<SuperpixelParameters> {}
