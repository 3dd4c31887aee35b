/** Generator packs: networks that draw pictures of captions and tell where the words are. */
@NullMarked
package io.lexiseg.vision.pack.generator;

import org.jspecify.annotations.NullMarked;
