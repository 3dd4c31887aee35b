/** Tokenizers and prompt templates. */
@NullMarked
package io.lexiseg.vision.text;

import org.jspecify.annotations.NullMarked;
