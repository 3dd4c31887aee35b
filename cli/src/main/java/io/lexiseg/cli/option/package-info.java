/** Options that several commands share, and how commands print. */
@NullMarked
package io.lexiseg.cli.option;

import org.jspecify.annotations.NullMarked;
