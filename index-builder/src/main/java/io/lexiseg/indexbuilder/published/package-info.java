/** Reads prototype indexes as they are published: a faiss file with NumPy arrays beside it. */
@NullMarked
package io.lexiseg.indexbuilder.published;

import org.jspecify.annotations.NullMarked;
