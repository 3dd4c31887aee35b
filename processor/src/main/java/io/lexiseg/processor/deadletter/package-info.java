/** Hides how a record that cannot be processed is set aside with its origin. */
@NullMarked
package io.lexiseg.processor.deadletter;

import org.jspecify.annotations.NullMarked;
