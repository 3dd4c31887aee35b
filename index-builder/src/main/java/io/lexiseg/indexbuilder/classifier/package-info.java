/** Makes prototypes of the words that a pack's classifier knows, of its weights and no picture. */
@NullMarked
package io.lexiseg.indexbuilder.classifier;

import org.jspecify.annotations.NullMarked;
