/** Encoders on DJL: ONNX Runtime behind the port, and the choice of the engine. */
@NullMarked
package io.lexiseg.vision.encoder.djl;

import org.jspecify.annotations.NullMarked;
