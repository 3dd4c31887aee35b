/** Requests of many threads run together. */
@NullMarked
package io.lexiseg.vision.encoder.batch;

import org.jspecify.annotations.NullMarked;
