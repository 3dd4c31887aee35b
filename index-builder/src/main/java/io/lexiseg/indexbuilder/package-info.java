/** Makes the pairs of key and prototype that fill a prototype index. */
@NullMarked
package io.lexiseg.indexbuilder;

import org.jspecify.annotations.NullMarked;
