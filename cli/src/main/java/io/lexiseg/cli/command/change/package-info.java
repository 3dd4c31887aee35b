/** Commands that change a vocabulary: each becomes one record, sent and answered. */
@NullMarked
package io.lexiseg.cli.command.change;

import org.jspecify.annotations.NullMarked;
