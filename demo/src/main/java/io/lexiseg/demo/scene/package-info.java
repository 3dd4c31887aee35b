/** What the demo's cameras look at where there is no camera. */
@NullMarked
package io.lexiseg.demo.scene;

import org.jspecify.annotations.NullMarked;
