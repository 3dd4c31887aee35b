/** How TensorRT compiles a network; started in a JVM of its own, which an abort may take. */
@NullMarked
package io.lexiseg.planbuilder;

import org.jspecify.annotations.NullMarked;
