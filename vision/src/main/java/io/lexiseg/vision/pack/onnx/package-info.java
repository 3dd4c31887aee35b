/** Writes networks as ONNX files, and reads what such files declare and hold. */
@NullMarked
package io.lexiseg.vision.pack.onnx;

import org.jspecify.annotations.NullMarked;
