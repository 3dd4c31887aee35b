/** Results as files. */
@NullMarked
package io.lexiseg.quickstart.output;

import org.jspecify.annotations.NullMarked;
