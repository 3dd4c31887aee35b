/** The soak: a whole system under load, commands and faults for as long as wanted, then judged. */
@NullMarked
package io.lexiseg.lab.soak;

import org.jspecify.annotations.NullMarked;
