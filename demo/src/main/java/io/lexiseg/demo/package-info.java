/** Starts everything in one process. */
@NullMarked
package io.lexiseg.demo;

import org.jspecify.annotations.NullMarked;
