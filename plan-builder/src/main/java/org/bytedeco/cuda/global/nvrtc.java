package org.bytedeco.cuda.global;

/** Stands in for the bindings of CUDA's run-time compiler. */
public final class nvrtc {
  private nvrtc() {}
}
