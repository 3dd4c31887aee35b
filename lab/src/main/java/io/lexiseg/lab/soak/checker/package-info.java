/** What must hold of a run, judged from the records it left behind. */
@NullMarked
package io.lexiseg.lab.soak.checker;

import org.jspecify.annotations.NullMarked;
