/** Hides how it is measured what a camera that floods does to its neighbours. */
@NullMarked
package io.lexiseg.lab.fairness;

import org.jspecify.annotations.NullMarked;
