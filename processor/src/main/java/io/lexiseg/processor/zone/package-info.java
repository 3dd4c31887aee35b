/** What lies in the zones of a camera and what that tells. */
@NullMarked
package io.lexiseg.processor.zone;

import org.jspecify.annotations.NullMarked;
