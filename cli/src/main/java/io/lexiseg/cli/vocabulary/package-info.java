/** Vocabularies as people write, read and compare them. */
@NullMarked
package io.lexiseg.cli.vocabulary;

import org.jspecify.annotations.NullMarked;
