// How the page says things.

const UNITS = [['d', 86400], ['h', 3600], ['min', 60]];

/** A time span for people: 0.4 s, 12 s, 3 min, 2 h. */
export function span(millis) {
  const seconds = Math.max(0, millis) / 1000;
  const unit = UNITS.find(([, length]) => seconds >= 2 * length);
  if (unit) return Math.floor(seconds / unit[1]) + ' ' + unit[0];
  return (seconds < 10 ? seconds.toFixed(1) : Math.floor(seconds)) + ' s';
}

export const rate = (perSecond) => perSecond.toFixed(1) + '/s';

const total = (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Counts by reason: "12 superseded, 3 too old"; none: "0". */
export function reasons(counts) {
  if (total(counts) === 0) return '0';
  return Object.entries(counts)
    .map(([reason, count]) => count + ' ' + reason.toLowerCase().replaceAll(/[_-]/g, ' '))
    .join(', ');
}

const FRAMES = (count) => count + (count === 1 ? ' frame' : ' frames');

/** What to say of a camera in a word or two: its badge. Without a word from the viewer nothing is known. */
export function badge(camera, now, lost) {
  if (lost) return 'not known';
  if (camera.state === 'UNANSWERED') return 'no answer for ' + span(now - since(camera));
  if (camera.state === 'SILENT') return 'silent for ' + span(now - (camera.arrived || camera.answered));
  if (camera.state === 'UNMASKED') return camera.maskedAt ? 'no mask for ' + span(now - camera.maskedAt) : 'no mask yet';
  return 'live';
}

/** Who owes an answer owes it since the last one, or since the frames came. */
function since(camera) {
  return camera.answered || camera.arrived;
}

/** When the last frame came. */
export function age(camera, now) {
  const last = camera.arrived || camera.answered;
  return last ? span(now - last) + ' ago' : 'no frame yet';
}

/** One line of figures. */
export function figures(camera) {
  return 'in ' + rate(camera.inRate) + ', masked ' + rate(camera.maskedRate);
}

/** What went wrong or was left out, in one line; empty: nothing. */
export function losses(camera) {
  const parts = [];
  if (camera.waiting && camera.state === 'UNANSWERED') parts.push(FRAMES(camera.waiting) + ' waiting');
  const dropped = total(camera.dropped);
  if (dropped) parts.push(dropped + ' dropped');
  const dead = total(camera.deadLetters);
  if (dead) parts.push(dead + (dead === 1 ? ' dead letter' : ' dead letters'));
  return parts.join(', ');
}

/** All that is known of a camera, as pairs of name and text. */
export function facts(camera, now) {
  return [
    ['Last frame', age(camera, now)],
    ['Frames in', rate(camera.inRate) + ', ' + camera.in + ' in all'],
    ['Masked', rate(camera.maskedRate) + ', ' + camera.masked + ' in all'],
    ['Waiting', String(camera.waiting)],
    ['Dropped', reasons(camera.dropped)],
    ['Dead letters', reasons(camera.deadLetters)],
    ['Capture to mask', camera.masked ? span(camera.latency) : 'no mask yet'],
    ['Size', camera.about ? camera.about.width + '×' + camera.about.height : 'not known'],
    ['Vocabulary', camera.about
      ? camera.about.vocabularyId + ', version ' + camera.about.vocabularyVersion : 'not known'],
  ];
}

export const percent = (part) => (100 * part).toFixed(part < 0.01 && part > 0 ? 2 : 1) + ' %';

export const time = (iso) => new Date(iso).toLocaleTimeString();

/** What a zone tells: "person; from 1 % on; longer than 30 s". */
export function conditions(zone) {
  const parts = [zone.categories.length ? zone.categories.join(', ') : 'all categories', 'present from ' + percent(zone.presentShare)];
  if (zone.presentSeconds !== null) parts.push('longer than ' + zone.presentSeconds + ' s');
  if (zone.shareAbove !== null) parts.push('above ' + percent(zone.shareAbove));
  if (zone.shareBelow !== null) parts.push('below ' + percent(zone.shareBelow));
  return parts.join('; ');
}

const counted = (text, what) => {
  const count = text.split('\n').length;
  return count + ' ' + what + (count === 1 ? '' : 's');
};

/** What describes a word beside its name: "also street, lane; not hedge; threshold 0.3". */
export function description(fields) {
  if (!fields) return '';
  const parts = [];
  if (fields.synonyms) parts.push('also ' + fields.synonyms);
  if (fields.negatives) parts.push('not ' + fields.negatives);
  if (fields.threshold) parts.push('threshold ' + fields.threshold);
  if (fields.exemplarWeight) parts.push('pictures weigh ' + fields.exemplarWeight);
  if (fields.templates) parts.push(counted(fields.templates, 'template'));
  if (fields.captions) parts.push(counted(fields.captions, 'caption'));
  if (fields.generate) parts.push('drawn if hardly known');
  if (fields.borrow) parts.push('may borrow prototypes');
  return parts.join('; ');
}

/** What gets no category: "threshold 0.5; glare, fog". */
export const background = (fields) =>
  [fields?.threshold ? 'threshold ' + fields.threshold : '', fields?.negatives ?? ''].filter(Boolean).join('; ');

const CAUSES = { ZONE_CHANGED: ', as the zone was changed', VOCABULARY_CHANGED: ', as the vocabulary was changed' };

/** What happened in a zone: "person entered door, 12 % of it". */
export function happened(event) {
  const who = event.category + ' ';
  const share = ', ' + percent(event.share) + ' of it';
  const stay = span(new Date(event.source.capturedAt) - new Date(event.since));
  switch (event.kind) {
    case 'ENTERED': return who + 'entered ' + event.zone + share;
    case 'LEFT': return who + 'left ' + event.zone + ' after ' + stay + (CAUSES[event.cause] ?? '');
    case 'PRESENT': return who + 'is in ' + event.zone + ' for ' + stay + share;
    case 'SHARE_ABOVE': return who + 'takes ' + percent(event.share) + ' of ' + event.zone + ', more than ' + percent(event.limit);
    case 'SHARE_BELOW': return who + 'takes ' + percent(event.share) + ' of ' + event.zone + ', less than ' + percent(event.limit);
    default: return who + 'did in ' + event.zone + ' what this page does not know';
  }
}

/** What frames say of the processors. */
export function processors(answering, cameras, now) {
  if (answering === 'ANSWERS') return 'Frames are answered.';
  if (answering === 'SILENT') {
    const waiting = cameras.reduce((sum, camera) => sum + camera.waiting, 0);
    const last = Math.max(0, ...cameras.map((camera) => camera.answered));
    return 'No processor answers: ' + FRAMES(waiting) + ' waiting'
      + (last ? ', last answer ' + span(now - last) + ' ago.' : ', none was answered yet.');
  }
  return 'No frame waits for an answer.';
}
