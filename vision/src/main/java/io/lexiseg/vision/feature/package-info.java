/** Token grids and pooling them over superpixels. */
@NullMarked
package io.lexiseg.vision.feature;

import org.jspecify.annotations.NullMarked;
