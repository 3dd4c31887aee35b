/** Measures what a camera's memory does to masks and to the work of a picture. */
@NullMarked
package io.lexiseg.lab.steady;

import org.jspecify.annotations.NullMarked;
