/** What is known of cameras and of who answers them: counts, times, silence. */
@NullMarked
package io.lexiseg.cli.viewer.camera;

import org.jspecify.annotations.NullMarked;
