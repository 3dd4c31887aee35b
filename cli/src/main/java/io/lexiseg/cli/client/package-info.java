/** Talking to a running system: frames in, outcomes and vocabularies out. */
@NullMarked
package io.lexiseg.cli.client;

import org.jspecify.annotations.NullMarked;
