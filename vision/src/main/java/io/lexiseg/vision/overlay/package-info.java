/** Masks drawn for people, with a legend. */
@NullMarked
package io.lexiseg.vision.overlay;

import org.jspecify.annotations.NullMarked;
