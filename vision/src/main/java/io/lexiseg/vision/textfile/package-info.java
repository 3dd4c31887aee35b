/** Hides how the text files that people write are encoded. */
@NullMarked
package io.lexiseg.vision.textfile;

import org.jspecify.annotations.NullMarked;
