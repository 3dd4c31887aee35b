/** Makes encoder packs of published checkpoints, whichever library named their tensors. */
@NullMarked
package io.lexiseg.vision.pack.checkpoint;

import org.jspecify.annotations.NullMarked;
