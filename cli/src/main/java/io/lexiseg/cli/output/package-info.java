/** Results as files. */
@NullMarked
package io.lexiseg.cli.output;

import org.jspecify.annotations.NullMarked;
