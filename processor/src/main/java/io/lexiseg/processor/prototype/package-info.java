/** From the words of a category to its representative prototype, with the caches in between. */
@NullMarked
package io.lexiseg.processor.prototype;

import org.jspecify.annotations.NullMarked;
