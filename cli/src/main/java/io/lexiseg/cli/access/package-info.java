/** Who may do what on a cluster. */
@NullMarked
package io.lexiseg.cli.access;

import org.jspecify.annotations.NullMarked;
