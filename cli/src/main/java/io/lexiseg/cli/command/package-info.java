/** The commands of the product, one class each, but for those on vocabularies. */
@NullMarked
package io.lexiseg.cli.command;

import org.jspecify.annotations.NullMarked;
