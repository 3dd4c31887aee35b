package org.bytedeco.cuda.global;

/** Stands in for the bindings of cuDNN. */
public final class cudnn {
  private cudnn() {}
}
