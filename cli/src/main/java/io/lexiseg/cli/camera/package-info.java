/** Cameras: where frames come from. */
@NullMarked
package io.lexiseg.cli.camera;

import org.jspecify.annotations.NullMarked;
