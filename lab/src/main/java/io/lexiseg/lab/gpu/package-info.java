/** What a machine with an NVIDIA GPU is asked: plans, accuracy, speed, leaks. */
@NullMarked
package io.lexiseg.lab.gpu;

import org.jspecify.annotations.NullMarked;
