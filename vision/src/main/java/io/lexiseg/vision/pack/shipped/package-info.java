/** Packs that can be had without being asked where from: those that ship, and {@code lite}. */
@NullMarked
package io.lexiseg.vision.pack.shipped;

import org.jspecify.annotations.NullMarked;
