/** Hides how a schema registry with Confluent's interface runs inside this process. */
@NullMarked
package io.lexiseg.demo.registry;

import org.jspecify.annotations.NullMarked;
