/** What hangs together in a mask: connected regions, their outlines, and ids that follow them. */
@NullMarked
package io.lexiseg.vision.region;

import org.jspecify.annotations.NullMarked;
