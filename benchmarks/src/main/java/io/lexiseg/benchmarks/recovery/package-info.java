/** Hides how it is measured how soon masks come again after a processor was killed. */
@NullMarked
package io.lexiseg.benchmarks.recovery;

import org.jspecify.annotations.NullMarked;
