/** The commands around zones of cameras. */
@NullMarked
package io.lexiseg.cli.command.zone;

import org.jspecify.annotations.NullMarked;
