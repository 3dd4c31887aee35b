// What categories covered of a camera's pictures over the last hour, as lines.

import { byId, element, keyed, svg, swatch, write } from './dom.js';
import { percent, time } from './words.js';

const EVERY_MILLIS = 10000;
const WIDTH = 600;
const HEIGHT = 140;
const MOST_LINES = 8;
const LEAST_STEPS = 20;
let shownId = '';
let history;
let colours = {};

const x = (step, steps) => (step * WIDTH) / (steps - 1);
const y = (part) => HEIGHT - part * HEIGHT;

/** Leaves out what was before anything is known. */
function trimmed({ from, stepMillis, lines }) {
  const steps = lines[0]?.shares.length ?? 0;
  const known = lines[0]?.shares.findIndex((part) => part >= 0) ?? 0;
  const first = Math.max(0, Math.min(known, steps - LEAST_STEPS));
  return {
    from: from + first * stepMillis,
    stepMillis,
    lines: lines.map((line) => ({ ...line, shares: line.shares.slice(first) })),
  };
}

/** A line is broken where no mask was. */
function path(shares) {
  let down = false;
  return shares.map((part, step) => {
    const mark = part < 0 ? '' : (down ? 'L' : 'M') + x(step, shares.length).toFixed(1) + ' ' + y(part).toFixed(1)
      + (down || shares[step + 1] >= 0 ? '' : 'h2');
    down = part >= 0;
    return mark;
  }).join('');
}

const seen = (line) => line.shares.filter((part) => part >= 0);
const mean = (line) => seen(line).reduce((sum, part) => sum + part, 0) / Math.max(1, seen(line).length);

function lineItem(line) {
  const item = element('li');
  item.append(swatch(colours[line.category] ?? '#888888'), element('span', 'name', line.category), element('span', 'share'));
  return item;
}

function say(step) {
  const all = history.lines.slice(0, MOST_LINES);
  write(byId('line-time'), step === undefined ? 'Mean since ' + time(history.from)
    : 'At ' + time(history.from + step * history.stepMillis));
  keyed(byId('lines'), all, (line) => line.category + (colours[line.category] ?? ''), lineItem, (item, line) => {
    const part = step === undefined ? mean(line) : line.shares[step];
    write(item.querySelector('.share'), part < 0 ? 'no mask' : percent(part));
  });
}

function show() {
  const lines = history.lines.slice(0, MOST_LINES);
  byId('chart').replaceChildren(
    ...[0, 0.25, 0.5, 0.75, 1].map((part) => svg('path', { d: 'M0 ' + y(part) + 'H' + WIDTH, class: 'rule' })),
    ...lines.map((line) => svg('path', { d: path(line.shares), stroke: colours[line.category] ?? '#888888', class: 'share-line' })));
  write(byId('line-from'), time(history.from));
  byId('no-lines').hidden = lines.length > 0;
  byId('timeline').hidden = lines.length === 0;
  say();
}

async function fetchLines() {
  const id = shownId;
  if (!id || document.hidden) return;
  try {
    const response = await fetch('/shares/' + encodeURIComponent(id));
    const news = await response.json();
    if (id !== shownId) return;
    history = trimmed(news);
    show();
  } catch {
    // asked again soon
  }
}

/** Shows those of a camera; colours are those of its legend, by category. */
export function showTimeline(id, legend) {
  const other = id !== shownId;
  shownId = id;
  const known = JSON.stringify(colours);
  if (legend) colours = Object.fromEntries(legend.map((entry) => [entry.category, entry.colour]));
  if (other) {
    history = undefined;
    fetchLines();
  } else if (history && JSON.stringify(colours) !== known) {
    show();
  }
}

function stepUnder(event) {
  const box = byId('chart').getBoundingClientRect();
  const steps = history.lines[0].shares.length;
  return Math.max(0, Math.min(steps - 1, Math.round(((event.clientX - box.left) / box.width) * (steps - 1))));
}

export function startTimeline() {
  const chart = byId('chart');
  chart.setAttribute('viewBox', '0 0 ' + WIDTH + ' ' + HEIGHT);
  chart.addEventListener('pointermove', (event) => history?.lines.length && say(stepUnder(event)));
  chart.addEventListener('pointerleave', () => history && say());
  setInterval(fetchLines, EVERY_MILLIS);
}
