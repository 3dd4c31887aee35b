/** The commands of the product, one class each, but for those with rooms of their own. */
@NullMarked
package io.lexiseg.cli.command;

import org.jspecify.annotations.NullMarked;
