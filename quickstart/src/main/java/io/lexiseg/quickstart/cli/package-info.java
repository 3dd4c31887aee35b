/** The command line: options, exit codes, messages; the work is done elsewhere. */
@NullMarked
package io.lexiseg.quickstart.cli;

import org.jspecify.annotations.NullMarked;
