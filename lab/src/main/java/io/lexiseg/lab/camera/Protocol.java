package io.lexiseg.lab.camera;

import java.io.IOException;

/** How a camera is talked to. */
enum Protocol {
  /** Motion JPEG over HTTP, basic authentication. */
  MJPEG {
    @Override
    CameraServer start(Conduct conduct) throws IOException {
      return MjpegServer.start(conduct);
    }
  },
  /** HTTP live streaming, basic authentication. */
  HLS {
    @Override
    CameraServer start(Conduct conduct) throws IOException {
      return HlsServer.start(conduct);
    }
  },
  /** RTSP, digest authentication. */
  RTSP {
    @Override
    CameraServer start(Conduct conduct) throws IOException {
      return RtspServer.start(conduct, true);
    }
  },
  /** RTSP, basic authentication. */
  RTSP_BASIC {
    @Override
    CameraServer start(Conduct conduct) throws IOException {
      return RtspServer.start(conduct, false);
    }
  };

  /** Starts a server on any free port of the loopback address. */
  abstract CameraServer start(Conduct conduct) throws IOException;
}
