/** The loop that draws a picture of a caption and adds up where its words were attended to. */
@NullMarked
package io.lexiseg.indexbuilder.diffusion;

import org.jspecify.annotations.NullMarked;
