/** From the words of a category to its representative prototype, with the caches in between. */
@NullMarked
package io.lexiseg.recognition.retrieval;

import org.jspecify.annotations.NullMarked;
