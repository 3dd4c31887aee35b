/** Cameras: where frames come from. */
@NullMarked
package io.lexiseg.quickstart.camera;

import org.jspecify.annotations.NullMarked;
