/** What the page knows of vocabularies, and how its wishes become commands. */
@NullMarked
package io.lexiseg.cli.viewer.vocabulary;

import org.jspecify.annotations.NullMarked;
