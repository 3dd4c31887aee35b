/** How good masks are: reading annotated pictures, counting, reporting. */
@NullMarked
package io.lexiseg.lab.figure;

import org.jspecify.annotations.NullMarked;
