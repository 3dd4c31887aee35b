/**
 * Empty stand-ins for CUDA's bindings. JavaCPP loads them before TensorRT's, though a builder calls
 * none of them; the real ones want a driver, all of cuDNN and the run-time compiler.
 */
@NullMarked
package org.bytedeco.cuda.global;

import org.jspecify.annotations.NullMarked;
