/** How values with a name are read and written as text. */
@NullMarked
package io.lexiseg.vision.option;

import org.jspecify.annotations.NullMarked;
