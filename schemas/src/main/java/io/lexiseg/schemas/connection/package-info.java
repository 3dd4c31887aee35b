/** Hides what addresses and clients' settings hold that must not be shown, or concerns others. */
@NullMarked
package io.lexiseg.schemas.connection;

import org.jspecify.annotations.NullMarked;
