// A shape drawn over the picture, by pointer or by keyboard, and the outlines that are there already.
// Points are parts of the picture's width and height, 0..1.

import { byId, svg, write } from './dom.js';

const NEAR_PIXELS = 14;
const STEP = 0.01;
const FAST_STEP = 0.1;
const MOST_CORNERS = 64;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const HOW = {
  polygon: 'Click corner after corner, and drag those that are wrong. By keyboard: arrows move the cross, '
    + 'with shift in large steps, Enter sets a corner, Backspace takes the last one back.',
  box: 'Drag a box tightly around the thing. By keyboard: arrows move the cross, with shift in large steps, '
    + 'Enter sets a corner, and Enter again the opposite one.',
};
const stage = byId('stage');
const sheet = byId('sheet');
let kind = '';
let points = [];
let cross = [0.5, 0.5];
let held = -1;
let outlines = [];
let changed = () => {};
let next = '';
let drawnFor = '';

const size = () => ({ width: byId('first-canvas').width, height: byId('first-canvas').height });

/** Where the picture lies within the canvas, CSS pixels: it is fitted in. */
export function fitted() {
  const canvas = byId('first-canvas');
  const { width, height } = size();
  const scale = Math.min(canvas.clientWidth / width, canvas.clientHeight / height);
  return {
    left: canvas.offsetLeft + (canvas.clientWidth - width * scale) / 2,
    top: canvas.offsetTop + (canvas.clientHeight - height * scale) / 2,
    width: width * scale,
    height: height * scale,
  };
}

const clamp = (part) => Math.min(1, Math.max(0, part));
const rounded = (part) => Math.round(clamp(part) * 1e4) / 1e4;

function pointOf(event) {
  const box = stage.getBoundingClientRect();
  return [rounded((event.clientX - box.left) / box.width), rounded((event.clientY - box.top) / box.height)];
}

/** The four corners of a box from two of them that lie opposite. */
export function corners([[x1, y1], [x2, y2]]) {
  return [[x1, y1], [x2, y1], [x2, y2], [x1, y2]];
}

const shape = () => (kind === 'box' && points.length === 2 ? corners(points) : points);

function outline(area, corners, name, className) {
  const group = svg('g', { class: className });
  const places = corners.map(([x, y]) => [x * area.width, y * area.height]);
  group.append(svg('polygon', { points: places.map((place) => place.join(',')).join(' ') }));
  const [x, y] = places.reduce((top, place) => (place[1] < top[1] ? place : top));
  if (name) {
    const text = svg('text', { x: Math.min(x + 4, area.width - 40), y: Math.max(16, y + 16) });
    text.textContent = name;
    group.append(text);
  }
  return group;
}

/** Draws all of it anew. */
function redraw() {
  const area = fitted();
  drawnFor = byId('first-canvas').width + 'x' + byId('first-canvas').height;
  for (const name of ['left', 'top', 'width', 'height']) sheet.style[name] = area[name] + 'px';
  const layer = byId('shapes');
  layer.setAttribute('viewBox', '0 0 ' + area.width + ' ' + area.height);
  layer.replaceChildren(...outlines.map((one) => outline(area, one.corners, one.name, 'known')));
  if (!kind) return;
  if (shape().length > 1) layer.append(outline(area, shape(), '', 'drawn'));
  points.forEach(([x, y]) => layer.append(
    svg('circle', { cx: x * area.width, cy: y * area.height, r: 6, class: 'corner' })));
  if (document.activeElement === stage) layer.append(crossAt(cross[0] * area.width, cross[1] * area.height));
}

function crossAt(x, y) {
  return svg('path', { class: 'cross', d: `M${x - 12} ${y}h24M${x} ${y - 12}v24` });
}

/** Shows what is there already: a list of {name, corners}. */
export function showOutlines(list) {
  outlines = list;
  redraw();
}

/**
 * Begins to draw a polygon or a box; hears the points whenever they change. Escape leads to the field with
 * an id.
 */
export function startSketch(what, first, field, hear) {
  next = field;
  kind = what;
  points = first;
  changed = hear;
  held = -1;
  stage.hidden = false;
  write(byId('how'), HOW[kind]);
  redraw();
  stage.focus({ preventScroll: true });
}

export function endSketch() {
  kind = '';
  points = [];
  stage.hidden = true;
  write(byId('how'), '');
  write(byId('cross'), '');
  redraw();
}

/** Fits it to a picture of another size. */
export function fitSketch() {
  if (drawnFor !== byId('first-canvas').width + 'x' + byId('first-canvas').height) redraw();
}

export const sketching = () => kind;

function tell() {
  redraw();
  changed(points);
}

const words = ([x, y]) => Math.round(100 * x) + ' % from the left, ' + Math.round(100 * y) + ' % from the top';

function nearest(event) {
  const area = stage.getBoundingClientRect();
  return points.findIndex(([x, y]) => Math.hypot(
    event.clientX - area.left - x * area.width, event.clientY - area.top - y * area.height) < NEAR_PIXELS);
}

function add(point) {
  if (kind === 'box' && points.length === 2) points = [];
  if (points.length < MOST_CORNERS) points = [...points, point];
  write(byId('cross'), 'Corner ' + points.length + ': ' + words(point) + '.');
  return points.length - 1;
}

function down(event) {
  event.preventDefault();
  stage.focus({ preventScroll: true });
  stage.setPointerCapture(event.pointerId);
  cross = pointOf(event);
  if (kind === 'box') {
    points = [cross, cross];
    held = 1;
  } else {
    held = nearest(event);
    if (held < 0) held = add(cross);
  }
  tell();
}

function move(event) {
  if (held < 0) return;
  cross = pointOf(event);
  points = points.map((point, position) => (position === held ? cross : point));
  tell();
}

/** A click is no box: a finger that slips draws nothing. */
function up() {
  const [one, other] = points;
  if (kind === 'box' && held === 1 && (one[0] === other[0] || one[1] === other[1])) points = [];
  held = -1;
  tell();
}

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (ARROWS[event.key]) {
    const step = event.shiftKey ? FAST_STEP : STEP;
    cross = cross.map((part, axis) => rounded(part + step * ARROWS[event.key][axis]));
    write(byId('cross'), words(cross));
    redraw();
  } else if (event.key === 'Enter') {
    add(cross);
    tell();
  } else if (event.key === 'Backspace') {
    points = points.slice(0, -1);
    write(byId('cross'), points.length + ' corners.');
    tell();
  } else if (event.key === 'Escape') {
    byId(next).focus();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

stage.addEventListener('pointerdown', down);
stage.addEventListener('pointermove', move);
stage.addEventListener('pointerup', up);
stage.addEventListener('pointercancel', up);
stage.addEventListener('keydown', key);
stage.addEventListener('focus', redraw);
stage.addEventListener('blur', redraw);
new ResizeObserver(redraw).observe(byId('first-canvas'));
