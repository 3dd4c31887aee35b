/** The port behind which an inference engine stands: load a model, open a slot, run it. */
@NullMarked
package io.lexiseg.vision.encoder.engine;

import org.jspecify.annotations.NullMarked;
