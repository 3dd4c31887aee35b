/** How a machine comes by TensorRT: NVIDIA's libraries, and networks compiled for its GPU. */
@NullMarked
package io.lexiseg.cli.tensorrt;

import org.jspecify.annotations.NullMarked;
