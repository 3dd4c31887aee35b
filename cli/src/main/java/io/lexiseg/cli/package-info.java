/** Starts the command line: finds the command, says what failed, gives the exit code. */
@NullMarked
package io.lexiseg.cli;

import org.jspecify.annotations.NullMarked;
