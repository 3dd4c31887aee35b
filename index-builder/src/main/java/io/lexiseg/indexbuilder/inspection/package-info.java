/** A page on which a person looks at what an index from captions is made of. */
@NullMarked
package io.lexiseg.indexbuilder.inspection;

import org.jspecify.annotations.NullMarked;
