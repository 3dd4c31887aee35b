/** Intermediates and vectors held against those of other programs. */
@NullMarked
package io.lexiseg.lab.parity;

import org.jspecify.annotations.NullMarked;
