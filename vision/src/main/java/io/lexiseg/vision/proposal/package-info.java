/**
 * Regions with true edges: a network outlines what is at points of a picture, and what it is sure
 * of replaces superpixels.
 */
@NullMarked
package io.lexiseg.vision.proposal;

import org.jspecify.annotations.NullMarked;
