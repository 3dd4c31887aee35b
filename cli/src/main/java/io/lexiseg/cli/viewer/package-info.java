/** The page that shows the last masked frame of each camera. */
@NullMarked
package io.lexiseg.cli.viewer;

import org.jspecify.annotations.NullMarked;
