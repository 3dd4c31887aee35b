/** The commands around the index builder's service: runs it, and asks it for prototypes. */
@NullMarked
package io.lexiseg.cli.command.builder;

import org.jspecify.annotations.NullMarked;
