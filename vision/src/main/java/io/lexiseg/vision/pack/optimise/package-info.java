/** Rewrites a pack's networks so that they need less time on this machine's CPU. */
@NullMarked
package io.lexiseg.vision.pack.optimise;

import org.jspecify.annotations.NullMarked;
