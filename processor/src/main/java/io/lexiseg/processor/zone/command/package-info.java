/** How commands change the zones of cameras. */
@NullMarked
package io.lexiseg.processor.zone.command;

import org.jspecify.annotations.NullMarked;
