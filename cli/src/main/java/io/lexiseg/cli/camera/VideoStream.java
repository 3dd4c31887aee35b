package io.lexiseg.cli.camera;

import io.lexiseg.cli.failure.FailedException;
import io.lexiseg.vision.image.RgbImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one video through FFmpeg.
 *
 * <p>Nothing waits longer for a picture than it was told to: whatever else a server sends
 * meanwhile, a stream without pictures has failed.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class VideoStream implements AutoCloseable {
  private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int MATRIX_BYTES = 9 * Integer.BYTES;
  private static final String HLS = "hls";

  private final VideoAddress address;
  private final Deadline deadline;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame picture = avutil.av_frame_alloc();
  private final RgbConverter converter = new RgbConverter();
  private AVFormatContext format = avformat.avformat_alloc_context();
  private AVCodecContext codec = new AVCodecContext(null);
  private int stream;
  private int end;
  private boolean late;
  private boolean fetched;
  private long pictures;
  private boolean closed;

  private VideoStream(VideoAddress address, Duration patience) {
    this.address = address;
    this.deadline = new Deadline(patience);
  }

  /**
   * Opens a video.
   *
   * @param patience longest wait for it, and later for each picture
   * @throws FailedException if FFmpeg cannot open it or finds no pictures in it
   */
  static VideoStream open(VideoAddress address, Duration patience) {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    VideoStream opened = new VideoStream(address, patience);
    try {
      opened.requireDevice();
      opened.openInput();
      opened.openCodec();
      return opened;
    } catch (FailedException e) {
      opened.close();
      throw e;
    }
  }

  private void requireDevice() {
    if (address.isDevice() && !Files.exists(Path.of(address.url()))) {
      throw new FailedException(
          "%s: expected a webcam at %s, there is none".formatted(address, address.url()));
    }
  }

  private void openInput() {
    deadline.watch(format);
    AVDictionary options = new AVDictionary(null);
    address.options().forEach((name, value) -> avutil.av_dict_set(options, name, value, 0));
    try {
      requireOpened(avformat.avformat_open_input(format, address.url(), inputFormat(), options));
      requireOpened(avformat.avformat_find_stream_info(format, (AVDictionary) null));
      fetched = HLS.equals(format.iformat().name().getString());
    } finally {
      avutil.av_dict_free(options);
    }
  }

  /** None: FFmpeg finds out. */
  private @Nullable AVInputFormat inputFormat() {
    if (address.isDevice()) {
      avdevice.avdevice_register_all();
    }
    return address.format().isEmpty() ? null : avformat.av_find_input_format(address.format());
  }

  private void openCodec() {
    stream =
        avformat.av_find_best_stream(format, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    if (stream < 0) {
      throw new FailedException("%s: expected a video stream, found none".formatted(address));
    }
    for (int i = 0; i < format.nb_streams(); i++) { // others are not even fetched
      format.streams(i).discard(i == stream ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
    }
    AVCodec decoder = avcodec.avcodec_find_decoder(selected().codecpar().codec_id());
    if (decoder == null) {
      throw new FailedException(
          "%s: expected a video, FFmpeg has no decoder for it".formatted(address));
    }
    codec = avcodec.avcodec_alloc_context3(decoder);
    requireOpened(avcodec.avcodec_parameters_to_context(codec, selected().codecpar()));
    codec.pkt_timebase(selected().time_base());
    codec.thread_count(0);
    if (isLive()) { // threads that share a picture; those with one each hold pictures back
      codec.thread_type(AVCodecContext.FF_THREAD_SLICE);
    }
    requireOpened(avcodec.avcodec_open2(codec, decoder, (AVDictionary) null));
  }

  private AVStream selected() {
    return format.streams(stream);
  }

  private void requireOpened(int code) {
    if (code < 0) {
      throw new FailedException(
          "%s: expected a video, FFmpeg cannot open it: %s".formatted(address, reason(code)));
    }
  }

  /** FFmpeg's words for a code, or ours. */
  private String reason(int code) {
    if (code == avutil.AVERROR_EXIT()) {
      return "no picture within %d s".formatted(deadline.patience().toSeconds());
    }
    byte[] text = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
    avutil.av_strerror(code, text, text.length);
    return new String(text, StandardCharsets.UTF_8).replaceAll("\\x00.*", "");
  }

  /** By its protocol; an address of any other kind is live if FFmpeg finds no end to it. */
  boolean isLive() {
    return address.isLive() || (address.named().contains("://") && format.duration() <= 0);
  }

  /** Whether pictures lie ready and are fetched, faster than they were taken. */
  boolean isFetched() {
    return fetched;
  }

  /**
   * Decodes the next picture.
   *
   * @return false once there are no more
   * @throws FailedException if reading failed, or no picture came in time
   */
  boolean next() {
    deadline.begin();
    while (true) {
      int got = avcodec.avcodec_receive_frame(codec, picture);
      if (got == 0) {
        pictures++;
        return true;
      }
      if (got == avutil.AVERROR_EOF()) {
        return ended();
      }
      feed(); // what is damaged is passed over
    }
  }

  private boolean ended() {
    if (end == avutil.AVERROR_EOF()) {
      return false;
    }
    throw new FailedException(
        "%s: reading stopped after %d frames: %s".formatted(address, pictures, reason(end)));
  }

  private void feed() {
    int got = late ? avutil.AVERROR_EXIT() : avformat.av_read_frame(format, packet);
    late |= deadline.hasPassed(); // an interrupted wait may still hand out what was left
    if (got == org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN()) {
      LockSupport.parkNanos(BREATH_NANOS);
    } else if (got < 0) {
      end = late ? avutil.AVERROR_EXIT() : got;
      avcodec.avcodec_send_packet(codec, null);
    } else {
      if (packet.stream_index() == stream) {
        avcodec.avcodec_send_packet(codec, packet);
      }
      avcodec.av_packet_unref(packet);
    }
  }

  /** The last picture, as it is to be seen. */
  RgbImage image() {
    return geometry().shown(converter.convert(picture));
  }

  /** The last picture's place in the stream's own time, microseconds; 0 if it says none. */
  long micros() {
    long ticks = picture.best_effort_timestamp();
    AVRational base = selected().time_base();
    return ticks == avutil.AV_NOPTS_VALUE() ? 0 : Math.round(ticks * 1e6 * base.num() / base.den());
  }

  private PictureGeometry geometry() {
    AVRational ratio = avformat.av_guess_sample_aspect_ratio(format, selected(), picture);
    double aspect = ratio.num() == 0 ? 1 : (double) ratio.num() / ratio.den();
    int[] matrix = displayMatrix();
    return matrix.length == 0
        ? new PictureGeometry(aspect, false, false, false)
        : PictureGeometry.of(aspect, matrix);
  }

  /** The stream's nine numbers; none if it has none. */
  private int[] displayMatrix() {
    AVCodecParameters parameters = selected().codecpar();
    AVPacketSideData found =
        parameters.nb_coded_side_data() == 0
            ? null
            : avcodec.av_packet_side_data_get(
                parameters.coded_side_data(),
                parameters.nb_coded_side_data(),
                avcodec.AV_PKT_DATA_DISPLAYMATRIX);
    if (found == null || found.isNull() || found.size() < MATRIX_BYTES) {
      return new int[0];
    }
    int[] matrix = new int[MATRIX_BYTES / Integer.BYTES];
    new IntPointer(found.data()).get(matrix);
    return matrix;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    deadline.begin(); // some protocols say good-bye
    avcodec.avcodec_free_context(codec);
    avformat.avformat_close_input(format);
    converter.close();
    avutil.av_frame_free(picture);
    avcodec.av_packet_free(packet);
    deadline.close();
  }
}
