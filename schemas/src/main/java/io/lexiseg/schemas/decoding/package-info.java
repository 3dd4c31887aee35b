/**
 * Hides how Avro of strangers is decoded: a promise of theirs, in schema or data, costs nothing.
 */
@NullMarked
package io.lexiseg.schemas.decoding;

import org.jspecify.annotations.NullMarked;
