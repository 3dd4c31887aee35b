/**
 * Hides how records are laid out on the wire, which topics carry them and how a registry is asked.
 */
@NullMarked
package io.lexiseg.schemas;

import org.jspecify.annotations.NullMarked;
