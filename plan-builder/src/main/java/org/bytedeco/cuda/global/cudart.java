package org.bytedeco.cuda.global;

/** Stands in for the bindings of CUDA's runtime. */
public final class cudart {
  private cudart() {}
}
