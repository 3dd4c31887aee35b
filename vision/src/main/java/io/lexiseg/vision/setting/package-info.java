/** Every constant of the online stage by name, and the presets made of them. */
@NullMarked
package io.lexiseg.vision.setting;

import org.jspecify.annotations.NullMarked;
