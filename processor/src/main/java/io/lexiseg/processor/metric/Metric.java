package io.lexiseg.processor.metric;

/** Names and units of everything the processor measures. */
public enum Metric {
  /** Frames by camera and outcome; their sum is the frames read. */
  FRAMES("lexiseg.frames", "frames", "Frames by camera, outcome (mask, drop, dead-letter), reason"),
  /** Records set aside, by topic and reason. */
  DEAD_LETTERS("lexiseg.dead.letters", "records", "Records set aside, by reason"),
  /** Time of one stage of one frame. */
  STAGE("lexiseg.stage", "seconds", "Wall time of one stage of one frame"),
  /** From capture to mask. */
  LATENCY("lexiseg.frame.latency", "seconds", "From capture of a frame to its mask"),
  /** Frames that wait now. */
  WAITING_FRAMES("lexiseg.waiting.frames", "frames", "Frames that wait for a vocabulary now"),
  /** Memory of frames that wait now. */
  WAITING_BYTES("lexiseg.waiting.bytes", "bytes", "Memory of frames that wait for a vocabulary"),
  /** Memory of cameras. */
  REMEMBERED_BYTES(
      "lexiseg.remembered.bytes", "bytes", "Memory of what stood still before cameras"),
  /** Work that motion makes. */
  ANEW("lexiseg.mask.anew", "share", "Part of a mask that was made anew"),
  /** Whether what is kept is right. */
  DISAGREEMENT(
      "lexiseg.mask.disagreement",
      "share",
      "Part of what stood still whose category changed when all was made anew"),
  /** What became of frames that waited, or should have. */
  WAITED(
      "lexiseg.waited",
      "frames",
      "Frames that waited by outcome (segmented, dropped, refused, expired, no-room)"),
  /** Answers to commands, by outcome. */
  COMMANDS("lexiseg.vocabulary.commands", "commands", "Vocabulary commands by answer"),
  /** Answers to zone commands, by outcome. */
  ZONE_COMMANDS("lexiseg.zone.commands", "commands", "Zone commands by answer"),
  /** What happened in zones, by kind. */
  ZONE_EVENTS("lexiseg.zone.events", "events", "Events in zones by kind"),
  /** Versions made ready, by outcome. */
  RESOLUTIONS("lexiseg.vocabulary.resolutions", "versions", "Resolutions by outcome"),
  /** Time to make a version ready. */
  RESOLUTION("lexiseg.vocabulary.resolution", "seconds", "From reading a version to serving it"),
  /** Version in service, by vocabulary and profile. */
  VERSION("lexiseg.vocabulary.version", "version", "Version in service"),
  /** Index generation in use. */
  INDEX_GENERATION("lexiseg.index.generation", "generation", "Index generation in use, by index"),
  /** Looks for another generation, by outcome. */
  INDEX_LOOKS(
      "lexiseg.index.looks",
      "looks",
      "Looks at the index by outcome (same, switched, unavailable, refused)"),
  /** Requests for prototypes, by outcome; their sum is the requests read. */
  PROTOTYPE_REQUESTS(
      "lexiseg.prototype.requests",
      "requests",
      "Requests for prototypes by outcome (made, dropped, dead-letter, repeated), reason"),
  /** Prototypes made. */
  PROTOTYPES("lexiseg.prototypes", "prototypes", "Prototypes made"),
  /** Time to make the prototypes of requests that ran together. */
  PROTOTYPE_BATCH("lexiseg.prototype.batch", "seconds", "Making of requests that ran together"),
  /** Request sets, by outcome. */
  REQUEST_SETS(
      "lexiseg.request.sets", "sets", "Request sets by outcome (published, nothing, failed)"),
  /** Size of batches, by network. */
  BATCH_SIZE("lexiseg.batch.size", "requests", "Requests that ran together, by network"),
  /** Time that batches waited, by network. */
  BATCH_WAIT("lexiseg.batch.wait", "seconds", "From a batch's first request to its start"),
  /** Time that batches ran, by network. */
  BATCH_RUN("lexiseg.batch.run", "seconds", "From a batch's start to its end");

  private final String id;
  private final String unit;
  private final String description;

  Metric(String id, String unit, String description) {
    this.id = id;
    this.unit = unit;
    this.description = description;
  }

  /** Name in Micrometer's form; Prometheus writes underscores for dots. */
  public String id() {
    return id;
  }

  /** Unit of the value. */
  public String unit() {
    return unit;
  }

  /** What it counts, for people. */
  public String description() {
    return description;
  }
}
