/** Reads prototype indexes that were published as a faiss file with a folder of NumPy arrays. */
@NullMarked
package io.lexiseg.indexbuilder.faiss;

import org.jspecify.annotations.NullMarked;
