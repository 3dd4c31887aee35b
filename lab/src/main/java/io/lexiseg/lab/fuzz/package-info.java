/** Hides how records that nobody should send are made, sent, and accounted for. */
@NullMarked
package io.lexiseg.lab.fuzz;

import org.jspecify.annotations.NullMarked;
