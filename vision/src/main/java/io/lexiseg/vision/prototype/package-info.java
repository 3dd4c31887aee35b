/** How prototypes are made of pictures with masks. */
@NullMarked
package io.lexiseg.vision.prototype;

import org.jspecify.annotations.NullMarked;
