/** Commands that show vocabularies or try categories without changing anything. */
@NullMarked
package io.lexiseg.cli.command.vocabulary;

import org.jspecify.annotations.NullMarked;
