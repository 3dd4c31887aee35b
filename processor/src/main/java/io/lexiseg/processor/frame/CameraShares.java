package io.lexiseg.processor.frame;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one camera from using up the time of a stream thread while others wait. Cameras on one
 * thread share its time. One floods that uses half as much again as its part, while its frames are
 * late and another camera stays within its own. It then gets hardly more time than the busiest
 * other camera, so that others wait as beside one like themselves. One that sends as many frames as
 * others, of which each takes long because much moves, gets what they leave. What comes beyond is
 * left out before it is decoded, and so is what a frame of another one waits behind. It is free
 * again once nothing had to be left out for a while.
 *
 * <p>A camera that is alone, or whose frames are segmented in time, loses none; nor do cameras that
 * all send more than can be segmented.
 *
 * <p><b>Threads:</b> safe; each stream thread has its own accounts.
 */
public final class CameraShares {
  /** A camera counts so long after its last frame. */
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private static final Duration LATE = Duration.ofSeconds(1);
  private static final Duration IN_TIME = Duration.ofMillis(500);
  private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

  /** More than its part for so long makes a camera a flood, nanoseconds. */
  private static final double EXCESS = 1e9;

  /** So long a flood waits at most for neighbours that always have frames. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** So many of its frames in a row are no flood yet, however slow they are. */
  private static final int FRAMES_IN_A_ROW = 4;

  private static final double TOLERANCE = 1.5;

  /** A camera that floods gets so much of the time at least, however quiet the others are. */
  private static final double LEAST = 0.1;

  /** What it gets beyond the busiest other camera, so that one that sends as much is freed. */
  private static final double SLACK = 1.25;

  /** Of the time that others leave; so nobody's frames pile up. */
  private static final double MOST_OF_THE_REST = 0.9;

  /** Camera ids come from outside. */
  private static final int MAX_CAMERAS = 1000;

  private static final Logger LOGGER = LoggerFactory.getLogger(CameraShares.class);

  private final OptionalDouble fixed;
  private final LongSupplier nanos;
  private final ThreadLocal<Map<String, Account>> accounts =
      ThreadLocal.withInitial(() -> new LinkedHashMap<>(16, 0.75f, true));

  /** Tells whether a camera has frames that wait. */
  @FunctionalInterface
  public interface Waiting {
    /** Whether a frame of the camera was fetched and not taken yet. */
    boolean waits(int partition, String cameraId);
  }

  private static final class Account {
    private final String cameraId;
    private int partition;

    /** Time used beyond the share, nanoseconds. */
    private double excess;

    /** Time used of late, nanoseconds; fades within {@link #WINDOW}. */
    private double use;

    /** Frames of late, taken or not; fades within {@link #WINDOW}. */
    private double sent;

    private long drained;
    private long slowest;
    private long seenAt;
    private boolean limited;
    private long leftOutAt;
    private long admittedAt;
    private long loggedAt;
    private long countedSince;
    private long frames;

    private Account(String cameraId) {
      this.cameraId = cameraId;
    }
  }

  /**
   * Creates accounts that are empty.
   *
   * @param fixed part of a thread's time that a camera may use, 0..1; 1: no limit; empty: an equal
   *     part, and for one that floods what the busiest other one uses
   * @param nanos a clock that only grows
   */
  public CameraShares(OptionalDouble fixed, LongSupplier nanos) {
    this.fixed = fixed;
    this.nanos = nanos;
  }

  /** Shares without a limit. */
  public static CameraShares unlimited() {
    return new CameraShares(OptionalDouble.of(1), System::nanoTime);
  }

  /**
   * Whether a frame may be segmented now.
   *
   * @param late how long it has been waiting
   * @param waiting asked of the cameras beside it
   */
  public boolean admits(int partition, String cameraId, Duration late, Waiting waiting) {
    if (fixed.orElse(0) >= 1) {
      return true;
    }
    long now = nanos.getAsLong();
    Map<String, Account> cameras = accounts.get();
    forget(cameras, now);
    Account account = cameras.computeIfAbsent(cameraId, id -> opened(id, now));
    account.partition = partition;
    account.seenAt = now;
    count(account, now);
    drain(account, now, cameras);
    if (cameras.size() < 2 || now - account.leftOutAt > WINDOW.toNanos()) {
      account.limited = false;
    }
    if (!account.limited && floods(cameras, account, late, waiting)) {
      account.limited = true;
      account.excess = 0;
      account.leftOutAt = now;
      log(account, cameras, now);
    }
    if (account.limited && !hasItsTurn(cameras, account, late, waiting)) {
      account.leftOutAt = now;
      return false;
    }
    account.admittedAt = now;
    return true;
  }

  /** A frame of a camera took so long, whatever became of it. */
  void used(String cameraId, Duration time) {
    Account account = accounts.get().get(cameraId);
    if (account != null) {
      account.excess += time.toNanos();
      account.use += time.toNanos();
      account.slowest = Math.max(account.slowest, time.toNanos());
    }
  }

  /** Of a camera that is held to its part. */
  private boolean hasItsTurn(
      Map<String, Account> cameras, Account account, Duration late, Waiting waiting) {
    if (late.compareTo(IN_TIME) < 0 && sendsAsOthers(account, cameras)) {
      return account.excess <= account.slowest;
    }
    return account.excess <= 0
        && (account.seenAt - account.admittedAt > PATIENCE.toNanos()
            || !keepsWaiting(cameras, account, waiting));
  }

  private boolean floods(
      Map<String, Account> cameras, Account account, Duration late, Waiting waiting) {
    if (cameras.size() < 2 || late.compareTo(LATE) < 0 || account.excess < tolerated(account)) {
      return false;
    }
    return keepsWaiting(cameras, account, waiting);
  }

  /** Whether a frame waits of another camera that stays within its own part. */
  private boolean keepsWaiting(Map<String, Account> cameras, Account account, Waiting waiting) {
    for (Account other : cameras.values()) {
      drain(other, account.seenAt, cameras);
      if (other != account
          && other.excess < tolerated(other) / 2
          && waiting.waits(other.partition, other.cameraId)) {
        return true;
      }
    }
    return false;
  }

  private static double tolerated(Account account) {
    return Math.max(EXCESS, FRAMES_IN_A_ROW * (double) account.slowest);
  }

  private double share(int cameras) {
    return fixed.orElse(1.0 / cameras);
  }

  /** Part of the time that a camera is held to once it floods. */
  private double limit(Account account, Map<String, Account> cameras) {
    double busiest = LEAST;
    double left = 1;
    for (Account other : cameras.values()) {
      if (other != account) {
        double use = other.use / WINDOW.toNanos();
        busiest = Math.max(busiest, SLACK * use);
        left -= use;
      }
    }
    double equal = share(cameras.size());
    double free =
        sendsAsOthers(account, cameras)
            ? Math.max(equal, MOST_OF_THE_REST * left)
            : Math.min(busiest, equal);
    return fixed.orElse(free);
  }

  /** Whether its frames are no more than another camera's, and each takes long. */
  private boolean sendsAsOthers(Account account, Map<String, Account> cameras) {
    return fixed.isEmpty()
        && cameras.values().stream()
            .anyMatch(other -> other != account && account.sent <= TOLERANCE * other.sent);
  }

  /** What a camera may use anyway is no excess. */
  private void drain(Account account, long now, Map<String, Account> cameras) {
    double free = account.limited ? limit(account, cameras) : share(cameras.size()) * TOLERANCE;
    long passed = now - account.drained;
    account.excess = Math.max(0, account.excess - passed * Math.min(1, free));
    double fading = Math.exp(-passed / (double) WINDOW.toNanos());
    account.use *= fading;
    account.sent *= fading;
    account.drained = now;
  }

  private static Account opened(String cameraId, long now) {
    Account account = new Account(cameraId);
    account.drained = now;
    account.seenAt = now;
    account.countedSince = now;
    account.leftOutAt = now - 2 * WINDOW.toNanos();
    account.loggedAt = now - 2 * LOG_INTERVAL.toNanos();
    return account;
  }

  private static void count(Account account, long now) {
    if (now - account.countedSince > WINDOW.toNanos()) {
      account.countedSince = now;
      account.frames = 0;
      account.slowest = 0;
    }
    account.frames++;
    account.sent++;
  }

  /** The map is ordered by last use. */
  private static void forget(Map<String, Account> cameras, long now) {
    Iterator<Account> oldest = cameras.values().iterator();
    while (oldest.hasNext()) {
      Account account = oldest.next();
      if (cameras.size() <= MAX_CAMERAS && now - account.seenAt <= WINDOW.toNanos()) {
        return;
      }
      oldest.remove();
    }
  }

  private void log(Account account, Map<String, Account> cameras, long now) {
    if (now - account.loggedAt < LOG_INTERVAL.toNanos()) {
      return;
    }
    account.loggedAt = now;
    double seconds = Math.max(1, (now - account.countedSince) / 1e9);
    LOGGER.warn(
        "camera {} sends {} frames/s and keeps {} other cameras waiting: it is held to {} % of the"
            + " thread's time, frames beyond are dropped as OVER_QUOTA; policy latest or sample"
            + " fits it better",
        account.cameraId,
        Math.round(account.frames / seconds),
        cameras.size() - 1,
        Math.round(100 * limit(account, cameras)));
  }
}
