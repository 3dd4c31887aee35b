/** How a command changes a vocabulary: a function of the command and the state. */
@NullMarked
package io.lexiseg.processor.command;

import org.jspecify.annotations.NullMarked;
