/** Cameras on the loopback address that can be made to misbehave, and what becomes of ours then. */
@NullMarked
package io.lexiseg.lab.camera;

import org.jspecify.annotations.NullMarked;
