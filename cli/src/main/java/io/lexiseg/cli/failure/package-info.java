/** What commands fail with: what cannot be done, and what makes no sense. */
@NullMarked
package io.lexiseg.cli.failure;

import org.jspecify.annotations.NullMarked;
