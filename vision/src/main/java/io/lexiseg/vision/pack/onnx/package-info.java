/** Writes networks as ONNX files. */
@NullMarked
package io.lexiseg.vision.pack.onnx;

import org.jspecify.annotations.NullMarked;
