/** Hides how the prototypes of a complete request set come into an index, all at once and once. */
@NullMarked
package io.lexiseg.indexbuilder.service.loading;

import org.jspecify.annotations.NullMarked;
