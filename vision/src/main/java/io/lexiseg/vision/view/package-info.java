/** How a window is looked at: once, or at several sizes and mirrored. */
@NullMarked
package io.lexiseg.vision.view;

import org.jspecify.annotations.NullMarked;
