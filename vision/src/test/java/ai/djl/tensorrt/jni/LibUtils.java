package ai.djl.tensorrt.jni;

/** In place of the one that unpacks the native library. */
public final class LibUtils {
  private LibUtils() {}

  public static void loadLibrary() {}
}
