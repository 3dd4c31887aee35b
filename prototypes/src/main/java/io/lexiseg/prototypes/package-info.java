/** The prototype index: one port and its values. */
@NullMarked
package io.lexiseg.prototypes;

import org.jspecify.annotations.NullMarked;
