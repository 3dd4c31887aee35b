/** Runs the networks of a pack as encoders. */
@NullMarked
package io.lexiseg.vision.encoder.network;

import org.jspecify.annotations.NullMarked;
