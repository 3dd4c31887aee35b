/** Packs whose networks propose regions of a picture. */
@NullMarked
package io.lexiseg.vision.pack.proposer;

import org.jspecify.annotations.NullMarked;
