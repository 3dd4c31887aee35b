/** What works on this machine, and what to do about the rest. */
@NullMarked
package io.lexiseg.cli.doctor;

import org.jspecify.annotations.NullMarked;
