/** Where in a generated picture a word of its caption is. */
@NullMarked
package io.lexiseg.indexbuilder.attribution;

import org.jspecify.annotations.NullMarked;
