/** Packs with the true architectures and random weights: for tests and to try an engine. */
@NullMarked
package io.lexiseg.vision.pack.random;

import org.jspecify.annotations.NullMarked;
