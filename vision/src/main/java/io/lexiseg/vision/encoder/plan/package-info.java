/** Networks compiled for one kind of GPU: what they are, where they lie, which fit. */
@NullMarked
package io.lexiseg.vision.encoder.plan;

import org.jspecify.annotations.NullMarked;
