package io.lexiseg.vision.jpeg;

/** Reads what one scan holds of one block. */
interface BlockReader {

  /** Moves over the bits of the component's current block and checks that they are possible. */
  void read(BitReader bits, Component component);

  /** Ends a scan or a restart interval; no run of blocks may be open. */
  default void finish() {}
}
