/** From the bytes of one picture to its mask. */
@NullMarked
package io.lexiseg.recognition.pipeline;

import org.jspecify.annotations.NullMarked;
