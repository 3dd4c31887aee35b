/** Who may do what on a cluster. */
@NullMarked
package io.lexiseg.quickstart.access;

import org.jspecify.annotations.NullMarked;
