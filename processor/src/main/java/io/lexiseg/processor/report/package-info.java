/** Hides which reports on vocabularies are of instances that are gone. */
@NullMarked
package io.lexiseg.processor.report;

import org.jspecify.annotations.NullMarked;
