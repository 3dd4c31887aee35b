/** A model pack on a prototype index, open and ready. */
@NullMarked
package io.lexiseg.recognition.model;

import org.jspecify.annotations.NullMarked;
