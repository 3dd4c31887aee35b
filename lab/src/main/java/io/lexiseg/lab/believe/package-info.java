/** Counts what each part of the method changes, on pictures encoded once. */
@NullMarked
package io.lexiseg.lab.believe;

import org.jspecify.annotations.NullMarked;
