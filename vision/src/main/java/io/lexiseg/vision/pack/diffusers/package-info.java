/** Makes generator packs from folders of the diffusers library. */
@NullMarked
package io.lexiseg.vision.pack.diffusers;

import org.jspecify.annotations.NullMarked;
