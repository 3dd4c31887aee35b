/** Hides how commands become vocabularies, and vocabularies become something to segment with. */
@NullMarked
package io.lexiseg.processor.vocabulary;

import org.jspecify.annotations.NullMarked;
