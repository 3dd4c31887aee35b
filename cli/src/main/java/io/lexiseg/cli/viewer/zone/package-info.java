/** What the page knows of the zones of cameras, and how its wishes become commands. */
@NullMarked
package io.lexiseg.cli.viewer.zone;

import org.jspecify.annotations.NullMarked;
