/** How good masks are: reading annotated pictures, counting, reporting. */
@NullMarked
package io.lexiseg.vision.evaluation;

import org.jspecify.annotations.NullMarked;
