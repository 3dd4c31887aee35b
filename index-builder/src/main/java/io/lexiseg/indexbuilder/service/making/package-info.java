/** Hides how a request becomes prototypes once, whatever it holds and however often it comes. */
@NullMarked
package io.lexiseg.indexbuilder.service.making;

import org.jspecify.annotations.NullMarked;
