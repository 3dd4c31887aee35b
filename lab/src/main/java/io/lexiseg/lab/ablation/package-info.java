/** What the paper compares its method with, added to the settings by name. */
@NullMarked
package io.lexiseg.lab.ablation;

import org.jspecify.annotations.NullMarked;
