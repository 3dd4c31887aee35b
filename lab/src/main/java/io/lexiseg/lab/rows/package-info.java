/** The table of the paper's rows: what sets each, what tests it, what was measured. */
@NullMarked
package io.lexiseg.lab.rows;

import org.jspecify.annotations.NullMarked;
