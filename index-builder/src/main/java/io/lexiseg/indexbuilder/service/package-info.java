/** Hides that captions come from a cluster and prototypes go there: starts and ends the service. */
@NullMarked
package io.lexiseg.indexbuilder.service;

import org.jspecify.annotations.NullMarked;
