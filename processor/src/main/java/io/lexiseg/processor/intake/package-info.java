/** Hides what records may bring along: times that are none, schemas that nobody knows yet. */
@NullMarked
package io.lexiseg.processor.intake;

import org.jspecify.annotations.NullMarked;
