/** Whether networks on a device give the masks that they give on the processor. */
@NullMarked
package io.lexiseg.vision.agreement;

import org.jspecify.annotations.NullMarked;
