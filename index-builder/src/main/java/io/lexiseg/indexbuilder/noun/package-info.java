/** Which words of a caption name something that a picture shows. */
@NullMarked
package io.lexiseg.indexbuilder.noun;

import org.jspecify.annotations.NullMarked;
