/** What packs of {@code models optimise} gain, beside their originals and PyTorch. */
@NullMarked
package io.lexiseg.lab.optimised;

import org.jspecify.annotations.NullMarked;
