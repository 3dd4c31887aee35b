/** Packs that a web server offers: fetched, resumed, and compared with their checksums. */
@NullMarked
package io.lexiseg.vision.pack.mirror;

import org.jspecify.annotations.NullMarked;
