/** In which steps noise is taken away from a latent picture. */
@NullMarked
package io.lexiseg.indexbuilder.diffusion.scheduler;

import org.jspecify.annotations.NullMarked;
