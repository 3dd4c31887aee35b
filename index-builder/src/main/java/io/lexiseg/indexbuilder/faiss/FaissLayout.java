package io.lexiseg.indexbuilder.faiss;

import java.util.function.IntToLongFunction;

/**
 * Where the keys lie in a faiss file.
 *
 * @param type its names of layouts from the outside in, such as {@code IHNf/IxFI}
 * @param dimension components of a key
 * @param count keys
 * @param offsets byte at which the key of a row 0..count-1 begins
 */
public record FaissLayout(String type, int dimension, int count, IntToLongFunction offsets) {}
