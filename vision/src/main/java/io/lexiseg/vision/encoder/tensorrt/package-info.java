/** Runs plans on an NVIDIA GPU by DJL's TensorRT engine, after a look whether there is one. */
@NullMarked
package io.lexiseg.vision.encoder.tensorrt;

import org.jspecify.annotations.NullMarked;
