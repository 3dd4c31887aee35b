/** The topics that the page shows, told to what it knows. */
@NullMarked
package io.lexiseg.cli.viewer.feed;

import org.jspecify.annotations.NullMarked;
