/** Measures what masks take in each form, and how long their regions are followed. */
@NullMarked
package io.lexiseg.lab.form;

import org.jspecify.annotations.NullMarked;
