package org.bytedeco.cuda.global;

/** Stands in for the bindings of cuBLAS. */
public final class cublas {
  private cublas() {}
}
