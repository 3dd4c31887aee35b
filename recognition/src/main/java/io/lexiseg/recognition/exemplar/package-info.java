/** How pictures of a category, with the regions that show it, become prototypes. */
@NullMarked
package io.lexiseg.recognition.exemplar;

import org.jspecify.annotations.NullMarked;
