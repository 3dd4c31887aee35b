/** The encoder port on DJL; the only package that imports it. */
@NullMarked
package io.lexiseg.vision.encoder.djl;

import org.jspecify.annotations.NullMarked;
