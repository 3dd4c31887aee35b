/** How a client reaches a broker and its registry, and what it says while one is away. */
@NullMarked
package io.lexiseg.cli.client.connection;

import org.jspecify.annotations.NullMarked;
