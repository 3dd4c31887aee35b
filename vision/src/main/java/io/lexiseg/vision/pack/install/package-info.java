/** Fetches what packs are made of, from npm and from mirrors. */
@NullMarked
package io.lexiseg.vision.pack.install;

import org.jspecify.annotations.NullMarked;
