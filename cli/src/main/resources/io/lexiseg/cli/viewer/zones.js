// The zones of the camera in full: drawn, listed, removed, and what happens in them.

import { button, byId, element, keyed, write } from './dom.js';
import { ask, isOver, showStatus, tell } from './answers.js';
import { camera } from './feed.js';
import { confirmed } from './confirm.js';
import { endSketch, showOutlines, sketching, startSketch } from './sketch.js';
import { vocabularyOf } from './vocabulary.js';
import { conditions, happened, time } from './words.js';

const SHOWN_EVENTS = 20;
const NUMBERS = { 'zone-seconds': 'presentSeconds', 'zone-above': 'shareAbove', 'zone-below': 'shareBelow', 'zone-present': 'presentShare' };
const drafts = new Map();
const none = { version: 0, zones: [], events: [] };
let shownId = '';
let known = none;
let shownRevision = -1;
let fetching = false;

const corners = (zone) => zone.polygon.map(({ x, y }) => [x, y]);
const draft = () => drafts.get(shownId);
const inside = ([x, y], polygon) => polygon.reduce((within, [x1, y1], position) => {
  const [x2, y2] = polygon[(position + 1) % polygon.length];
  return (y1 > y) !== (y2 > y) && x < x1 + ((y - y1) * (x2 - x1)) / (y2 - y1) ? !within : within;
}, false);

/** Names of the zones that a point lies in. */
export const zonesAt = (point) =>
  known.zones.filter((zone) => inside(point, corners(zone))).map((zone) => zone.name);

function show() {
  const editing = draft()?.name;
  showOutlines(known.zones.filter(() => byId('outlines').checked).filter((zone) => zone.name !== editing || !sketching())
    .map((zone) => ({ name: zone.name, corners: corners(zone) })));
  keyed(byId('zones'), known.zones, (zone) => zone.name, zoneItem,
    (item, zone) => write(item.querySelector('.conditions'), conditions(zone)));
  byId('no-zones').hidden = known.zones.length > 0;
  keyed(byId('zone-events'), known.events.slice(0, SHOWN_EVENTS),
    (event) => [event.source.offset, event.source.partition, event.zone, event.category, event.kind].join(), eventItem);
  byId('no-events').hidden = known.events.length > 0;
  const last = known.events[0];
  write(byId('last-event'), last ? time(last.source.capturedAt) + ' ' + happened(last) : '');
}

function zoneItem(zone) {
  const item = element('li');
  item.append(
    element('span', 'name', zone.name),
    button('small write', '✎', 'Change zone ' + zone.name, () => change(zone.name)),
    button('small write', '×', 'Remove zone ' + zone.name, () => remove(zone.name)),
    element('span', 'conditions'));
  return item;
}

function eventItem(event) {
  const item = element('li');
  const when = element('time', '', time(event.source.capturedAt));
  when.dateTime = event.source.capturedAt;
  item.append(when, element('span', '', happened(event)));
  return item;
}

/** Asks again if something changed, or if somebody says that it may have. */
export async function showZones(id, force = false) {
  const revision = camera(id)?.zones ?? 0;
  if (id !== shownId) {
    shownId = id;
    known = none;
    shownRevision = -1;
    endSketch();
    show();
    openForm();
  }
  if (!id || fetching || (shownRevision === revision && !force)) return;
  fetching = true;
  try {
    const response = await fetch('/api/zones/' + encodeURIComponent(id));
    const news = await response.json();
    if (response.ok && id === shownId) {
      known = news;
      shownRevision = revision;
      show();
      showDraft();
    }
  } catch {
    // the next word from the viewer brings it again
  } finally {
    fetching = false;
  }
  if (id !== shownId || (camera(id)?.zones ?? 0) !== revision) showZones(shownId, id !== shownId);
}

function begin(values) {
  drafts.set(shownId, { points: [], version: known.version, values });
  openForm();
  byId('stage').scrollIntoView({ block: 'nearest' });
}

/** What was drawn and typed stays with its camera until it is in use or thrown away. */
function openForm() {
  const one = draft();
  byId('zone-form').hidden = !one;
  byId('draw-zone').hidden = Boolean(one);
  byId('draw-box').disabled = Boolean(one);
  if (!one) return;
  byId('zone-form').querySelectorAll('input').forEach((input) => { input.value = one.values[input.id] ?? ''; });
  startSketch('polygon', one.points, 'zone-name', (points) => {
    one.points = points;
    one.refused = '';
    showDraft();
  });
  show();
  showDraft();
}

const names = (typed) => typed.split(',').map((name) => name.trim()).filter(Boolean);

/** A zone may wait for a word that comes later: whoever did not mean that reads it while typing. */
function missingWords(typed) {
  const vocabulary = vocabularyOf(camera(shownId)?.about?.vocabularyId);
  const known = (vocabulary?.categories ?? []).map((one) => one.name.toLowerCase());
  const missing = names(typed).filter((name) => !known.includes(name.toLowerCase()));
  if (!vocabulary || !missing.length) return '';
  return ' ' + missing.join(', ') + (missing.length === 1 ? ' is no word of ' : ' are no words of ') + vocabulary.id + '.';
}

function showDraft() {
  const one = draft();
  if (!one) return;
  const corners = one.points.length;
  const more = corners < 3 ? ', at least 3 are needed' : '';
  const stale = one.version === known.version ? ''
    : ' Somebody else changed the zones: version ' + known.version + ' is there now.';
  write(byId('zone-state'), corners + (corners === 1 ? ' corner' : ' corners') + more + '.'
    + (one.refused || stale) + missingWords(one.values['zone-categories'] ?? ''));
  byId('save-zone').disabled = corners < 3;
  byId('undo-corner').disabled = corners === 0;
}

function close() {
  drafts.delete(shownId);
  endSketch();
  openForm();
  show();
  byId('draw-zone').focus();
}

function change(name) {
  if (sketching() === 'box') {
    showStatus('Add the picture first, or throw it away.', true);
    return;
  }
  const zone = known.zones.find((one) => one.name === name);
  const values = { 'zone-name': zone.name, 'zone-categories': zone.categories.join(', ') };
  for (const [id, field] of Object.entries(NUMBERS)) {
    if (zone[field] !== null) values[id] = field.startsWith('share') || field === 'presentShare' ? percent(zone[field]) : zone[field];
  }
  drafts.set(shownId, { name, points: corners(zone), version: known.version, values, kept: zone });
  openForm();
}

const percent = (share) => String(Math.round(share * 1e6) / 1e4);

/** What the form does not ask for stays as it was defined. */
function wish(one) {
  const typed = (id) => byId(id).value.trim();
  const zone = {
    name: typed('zone-name'),
    polygon: one.points,
    categories: names(typed('zone-categories')),
    leaveShare: one.kept?.leaveShare ?? null,
    limitMargin: one.kept?.limitMargin ?? null,
  };
  for (const [id, field] of Object.entries(NUMBERS)) {
    if (typed(id)) zone[field] = field === 'presentSeconds' ? Number(typed(id)) : Number(typed(id)) / 100;
  }
  if (one.kept && zone.presentShare !== one.kept.presentShare) zone.leaveShare = null;
  return zone;
}

function send(body, heard) {
  const id = shownId;
  showStatus('Sending …');
  return ask({ cameraId: id, ...body }, (answer) => {
    tell(answer, 'Zones of ' + id + ': version');
    if (isOver(answer)) showZones(shownId, true).finally(() => heard(answer, id));
  }, '/api/zones').then((sent) => {
    showStatus(sent.ok ? 'Sent, waiting for the processor …' : 'Refused: ' + sent.problem, !sent.ok);
    if (!sent.ok) heard({ state: 'FAILED', error: sent.problem }, id);
  });
}

function save(event) {
  event.preventDefault();
  const one = draft();
  if (!one || one.sent || one.points.length < 3) return;
  one.sent = true;
  send({ action: 'DEFINE', expectedVersion: one.version, ...wish(one) }, (answer, id) => {
    if (answer.state === 'READY' && drafts.get(id) === one) {
      drafts.delete(id);
      if (id === shownId) close();
    } else if (one.version !== known.version) {
      one.version = known.version; // whoever saves again has seen what is there now
      one.refused = ' Somebody was faster: look at what is there now, then save once more.';
    } else {
      one.refused = answer.error ? ' Refused: ' + answer.error : '';
    }
    one.sent = false;
    showDraft();
  });
}

async function remove(name) {
  const version = known.version;
  if (await confirmed('Remove the zone ' + name + ' of camera ' + shownId + '? What is present in it is told as left.', 'Remove ' + name)) {
    send({ action: 'REMOVE', name, expectedVersion: version }, () => byId('draw-zone').focus());
  }
}

export function startZones() {
  byId('draw-zone').addEventListener('click', () => begin({}));
  byId('zone-form').addEventListener('submit', save);
  byId('zone-form').addEventListener('input', (event) => {
    const one = draft();
    if (!one) return;
    one.values[event.target.id] = event.target.value;
    showDraft();
  });
  byId('undo-corner').addEventListener('click', () => {
    const one = draft();
    one.points = one.points.slice(0, -1);
    openForm();
    byId('undo-corner').focus();
  });
  byId('outlines').addEventListener('change', show);
  byId('drop-zone').addEventListener('click', close);
}
