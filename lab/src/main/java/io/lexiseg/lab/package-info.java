/** Runs what measures, compares and proves. */
@NullMarked
package io.lexiseg.lab;

import org.jspecify.annotations.NullMarked;
