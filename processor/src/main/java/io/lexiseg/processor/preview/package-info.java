/** Proposed categories tried on pictures, beside the frames and without changing anything. */
@NullMarked
package io.lexiseg.processor.preview;

import org.jspecify.annotations.NullMarked;
