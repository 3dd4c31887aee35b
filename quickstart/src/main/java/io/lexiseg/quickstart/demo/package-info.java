/** The whole system in one process. */
@NullMarked
package io.lexiseg.quickstart.demo;

import org.jspecify.annotations.NullMarked;
