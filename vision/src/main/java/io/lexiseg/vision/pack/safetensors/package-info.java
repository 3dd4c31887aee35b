/** Reads weights in the safetensors format. */
@NullMarked
package io.lexiseg.vision.pack.safetensors;

import org.jspecify.annotations.NullMarked;
