/** The transformers that encode pictures and text, as graphs over weights from any supply. */
@NullMarked
package io.lexiseg.vision.pack.transformer;

import org.jspecify.annotations.NullMarked;
