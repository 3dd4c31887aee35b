/** Finds the vectors in files that faiss wrote. */
@NullMarked
package io.lexiseg.indexbuilder.faiss;

import org.jspecify.annotations.NullMarked;
