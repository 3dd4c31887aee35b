/** Hides how the time of one picture is counted by stage. */
@NullMarked
package io.lexiseg.vision.timing;

import org.jspecify.annotations.NullMarked;
