/** Reads commands in their order, keeps what they are decided on, sends out what follows. */
@NullMarked
package io.lexiseg.processor.command.stream;

import org.jspecify.annotations.NullMarked;
