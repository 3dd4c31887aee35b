/** Hides how it is measured how soon masks come again after a processor was killed. */
@NullMarked
package io.lexiseg.lab.recovery;

import org.jspecify.annotations.NullMarked;
