// One camera in full: live or stopped, the last frames, its categories, and what to take along.

import { byId, element, keyed, swatch, write } from './dom.js';
import { camera, date, lostFor, now, pictureOf } from './feed.js';
import { draw, loadFrame, placeUnder, share } from './canvas.js';
import { dropBox, startExemplars } from './exemplar.js';
import { fitSketch } from './sketch.js';
import { showTimeline, startTimeline } from './timeline.js';
import { badge, facts, percent, span } from './words.js';
import { showZones, startZones, zonesAt } from './zones.js';

const PREFIX = '#camera/';
const hidden = new Set();
let shownId = '';
let frame;
let history = [];
let paused = false;
let loading = false;
let wanted = 0;
let under;

const view = () => document.querySelector('input[name=view]:checked').value;
const opacity = () => Number(byId('opacity').value) / 100;

/** The camera that the address names; empty: all of them. */
export function chosenCamera() {
  return location.hash.startsWith(PREFIX) ? decodeURIComponent(location.hash.slice(PREFIX.length)) : '';
}

function open(id) {
  const other = shownId !== id;
  shownId = id;
  byId('full').hidden = !id;
  byId('wall').hidden = Boolean(id);
  document.title = id ? id + ' – Lexiseg' : 'Lexiseg';
  if (other) dropBox();
  showTimeline(id);
  showZones(id);
  if (!id || !other) return;
  frame = undefined;
  history = [];
  hidden.clear();
  setPaused(false);
  write(byId('full-name'), id);
  write(byId('under'), '');
  showFacts();
  showNewest();
  byId('full-name').focus();
}

function showFacts() {
  const one = camera(shownId);
  write(byId('full-state'), one ? badge(one, now(), lostFor() > 0) : 'not known to this viewer');
  byId('full-state').className = 'badge ' + (one?.state.toLowerCase() ?? 'silent');
  byId('full').classList.toggle('stale', !paused && (lostFor() > 0 || (Boolean(one) && one.state !== 'LIVE')));
  keyed(byId('facts'), one ? facts(one, now()) : [], ([name]) => name, ([name]) => {
    const item = element('div');
    item.append(element('dt', '', name), element('dd'));
    return item;
  }, (item, [, text]) => write(item.lastChild, text));
  showMoment();
}

function showMoment() {
  if (!frame) return;
  const captured = new Date(frame.record.source.capturedAt);
  write(byId('moment'), 'frame ' + frame.record.source.frameId + ', captured '
    + captured.toLocaleTimeString() + (paused ? ', stopped' : ', ' + span(date(now()) - captured) + ' ago'));
}

/** Loads a frame; who asks meanwhile gets the last one asked for. */
async function show(number) {
  wanted = number;
  if (loading) return;
  loading = true;
  const id = shownId;
  try {
    const loaded = await loadFrame(id, number);
    if (id === shownId && (!paused || wanted === number)) {
      frame = loaded;
      redraw();
    }
    write(byId('full-problem'), '');
  } catch (error) {
    write(byId('full-problem'), 'This frame cannot be shown: ' + error.message + '.');
  }
  loading = false;
  if (wanted !== number) show(wanted);
}

function showNewest() {
  const number = pictureOf(camera(shownId));
  if (number && number !== wanted && !paused && !document.hidden) show(number);
}

function redraw() {
  if (!frame) return;
  const both = view() === 'both';
  byId('second').hidden = !both;
  byId('pictures').classList.toggle('both', both);
  byId('opacity').disabled = view() !== 'overlay';
  const first = {
    overlay: { picture: true, opacity: opacity() },
    both: { picture: true, opacity: 0 },
    picture: { picture: true, opacity: 0 },
    mask: { picture: false, opacity: 1 },
  }[view()];
  draw(byId('first-canvas'), frame, { ...first, hidden });
  fitSketch();
  if (both) draw(byId('second'), frame, { picture: false, opacity: 1, hidden });
  showCategories();
  showMoment();
  byId('save-record').href = frame.path + 'record';
  byId('save-record').download = frame.record.name + '.json';
}

function showCategories() {
  const entries = frame.record.legend.map((entry) => ({ ...entry, colour: frame.record.colours[entry.value - 1] }));
  showTimeline(shownId, entries);
  keyed(byId('shares'), entries, (entry) => entry.value + entry.colour + entry.category, categoryItem,
    (item, entry) => write(item.querySelector('.share'), percent(share(frame, entry.value))));
  write(byId('rest-share'), 'no category: ' + percent(share(frame, 0)));
}

function categoryItem(entry) {
  const item = element('li');
  const label = element('label', 'choice');
  const box = element('input');
  box.type = 'checkbox';
  box.checked = !hidden.has(entry.category);
  box.addEventListener('change', () => {
    if (box.checked) hidden.delete(entry.category); else hidden.add(entry.category);
    redraw();
  });
  label.append(box, swatch(entry.colour), element('span', 'name', entry.category), element('span', 'share'));
  item.append(label);
  return item;
}

function point(canvas, event) {
  if (!frame) return;
  const place = placeUnder(canvas, frame, event);
  under = place;
  if (!place) {
    write(byId('under'), '');
    return;
  }
  const name = place.value === 0 ? 'no category' : frame.record.legend[place.value - 1]?.category;
  const scores = frame.scores ?? {};
  const score = name in scores ? ', score ' + scores[name].toFixed(2) : '';
  const zones = zonesAt(place.point).map((zone) => ', in zone ' + zone).join('');
  write(byId('under'), name + ', ' + percent(share(frame, place.value)) + ' of the picture' + score + zones);
}

/** Scores come behind masks; they are asked for while somebody points at a frame. */
async function pointed(event) {
  const one = frame;
  const target = event.currentTarget;
  point(target, event);
  if (!one || one.scores || one.asked) return;
  one.asked = true;
  try {
    const response = await fetch(one.path + 'scores');
    if (response.status === 200) one.scores = await response.json();
    if (one === frame && under) point(target, event);
  } catch {
    // said without a score
  }
  one.asked = false;
}

function setPaused(stop) {
  paused = stop;
  byId('pause').setAttribute('aria-pressed', String(stop));
  write(byId('pause'), stop ? 'Go on' : 'Stop');
  byId('time').disabled = !stop;
  showMoment();
}

async function pause() {
  setPaused(true);
  const id = shownId;
  const response = await fetch('/pictures/' + encodeURIComponent(id));
  if (!response.ok || id !== shownId) return;
  history = (await response.json()).map((one) => one.number);
  byId('time').max = Math.max(0, history.length - 1);
  byId('time').value = Math.max(0, history.indexOf(frame?.number));
}

function goOn() {
  setPaused(false);
  showNewest();
}

function goTo(position) {
  byId('time').value = position;
  const number = history[position];
  byId('time').setAttribute('aria-valuetext', 'frame ' + (position + 1) + ' of ' + history.length);
  if (number) show(number);
}

async function step(by) {
  if (!paused) await pause();
  const position = Number(byId('time').value) + by;
  if (position >= 0 && position < history.length) goTo(position);
}

/** Takes the picture as it stands here: with its opacity, and without the categories left out. */
function savePicture() {
  if (!frame) return;
  const name = frame.record.name + '.png';
  byId('first-canvas').toBlob((blob) => {
    const link = element('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

function key(event) {
  const typing = event.target.closest('input, textarea, select, button, a, summary');
  if (!shownId || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('dialog')) return;
  if (event.key === 'Escape' && !event.target.closest('aside, form')) {
    location.hash = '';
  } else if (!typing && event.key === ' ') {
    event.preventDefault();
    if (paused) goOn(); else pause();
  } else if (!typing && ['ArrowLeft', 'ArrowRight'].includes(event.key)) {
    event.preventDefault();
    step(event.key === 'ArrowLeft' ? -1 : 1);
  }
}

export function showFull(changed, gone) {
  if (shownId && (changed.has(shownId) || gone.includes(shownId))) {
    showFacts();
    showNewest();
    showZones(shownId);
  }
}

/** Back to the wall with the focus where it was. */
function route() {
  const before = shownId;
  open(chosenCamera());
  if (before && !shownId) {
    document.querySelector('#cameras a[href="' + PREFIX + CSS.escape(encodeURIComponent(before)) + '"]')?.focus();
  }
}

export function startFull() {
  addEventListener('hashchange', route);
  addEventListener('keydown', key);
  document.querySelectorAll('input[name=view]').forEach((one) => one.addEventListener('change', redraw));
  byId('opacity').addEventListener('input', redraw);
  byId('pause').addEventListener('click', () => (paused ? goOn() : pause()));
  byId('earlier').addEventListener('click', () => step(-1));
  byId('later').addEventListener('click', () => step(1));
  byId('time').addEventListener('input', (event) => goTo(Number(event.target.value)));
  byId('save-picture').addEventListener('click', savePicture);
  document.querySelectorAll('#pictures canvas').forEach((canvas) => {
    canvas.addEventListener('pointermove', pointed);
    canvas.addEventListener('pointerdown', pointed);
    canvas.addEventListener('pointerleave', () => {
      under = undefined;
      write(byId('under'), '');
    });
  });
  startZones();
  startTimeline();
  startExemplars({ frame: () => frame, isStopped: () => paused, stop: () => paused || pause(), goOn });
  setInterval(() => shownId && showFacts(), 500);
  route();
}
