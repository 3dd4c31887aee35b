/** What a vocabulary says of its categories, and what becomes of them. */
@NullMarked
package io.lexiseg.recognition.category;

import org.jspecify.annotations.NullMarked;
