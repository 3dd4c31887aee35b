/** The whole system in one process. */
@NullMarked
package io.lexiseg.demo.system;

import org.jspecify.annotations.NullMarked;
