/** Everything in one process, and the command line. */
@NullMarked
package io.lexiseg.quickstart;

import org.jspecify.annotations.NullMarked;
