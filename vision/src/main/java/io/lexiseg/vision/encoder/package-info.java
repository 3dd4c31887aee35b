/** Encoders behind one port: slots, batching, preprocessing. */
@NullMarked
package io.lexiseg.vision.encoder;

import org.jspecify.annotations.NullMarked;
