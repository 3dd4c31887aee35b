/** The build of an index from captions that goes on where it was interrupted. */
@NullMarked
package io.lexiseg.indexbuilder.job;

import org.jspecify.annotations.NullMarked;
