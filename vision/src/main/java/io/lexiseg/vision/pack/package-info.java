/** Model packs: what they declare, where they are kept, that they are intact. */
@NullMarked
package io.lexiseg.vision.pack;

import org.jspecify.annotations.NullMarked;
