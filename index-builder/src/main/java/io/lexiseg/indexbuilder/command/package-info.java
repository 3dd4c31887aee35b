/** The verbs of {@code index}, to be mounted on a command line. */
@NullMarked
package io.lexiseg.indexbuilder.command;

import org.jspecify.annotations.NullMarked;
