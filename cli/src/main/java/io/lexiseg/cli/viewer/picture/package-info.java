/** The last frames of each camera with their masks, as the page draws them. */
@NullMarked
package io.lexiseg.cli.viewer.picture;

import org.jspecify.annotations.NullMarked;
