/** Hides how broker, registry and processors run in processes of their own, as users run them. */
@NullMarked
package io.lexiseg.lab.system;

import org.jspecify.annotations.NullMarked;
