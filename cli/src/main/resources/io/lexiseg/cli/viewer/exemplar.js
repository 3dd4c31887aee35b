// A word shown instead of described: a box around the thing, on the frame that is stopped.

import { byId, element, keyed, write } from './dom.js';
import { isOver, showStatus } from './answers.js';
import { send } from './edit.js';
import { endSketch, startSketch } from './sketch.js';
import { vocabularyOf } from './vocabulary.js';

const MOST_BYTES = 1 << 20;
const QUALITY = 0.92;
const LESS = 0.7;
let draft;
let context = { frame: () => undefined, isStopped: () => true, stop: () => {}, goOn: () => {} };

const id = () => draft?.frame.record.vocabularyId ?? 'default';
const known = () => vocabularyOf(id())?.categories.map((one) => one.name) ?? [];

/** The box in pixels: left, top, width, height. */
function pixels(points, width, height) {
  const [xs, ys] = [points.map(([x]) => x * width), points.map(([, y]) => y * height)];
  const [left, top] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
  return [left, top, Math.max(1, Math.min(width, Math.ceil(Math.max(...xs))) - left),
    Math.max(1, Math.min(height, Math.ceil(Math.max(...ys))) - top)];
}

/** The whole picture, as small as an exemplar has to be: what is around the thing matters, too. */
async function shrunk(image) {
  for (let scale = 1; ; scale *= LESS) {
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale)));
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
    if (blob.size <= MOST_BYTES) return { blob, width: canvas.width, height: canvas.height };
  }
}

const base64 = (blob) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(blob);
});

function show() {
  byId('box-form').hidden = !draft;
  byId('draw-box').hidden = Boolean(draft);
  byId('draw-zone').disabled = Boolean(draft);
  if (!draft) return;
  keyed(byId('box-names'), known(), (name) => name, (name) => {
    const option = element('option');
    option.value = name;
    return option;
  });
  const drawn = draft.points.length === 2;
  byId('save-box').disabled = !drawn || draft.sent;
  const name = byId('box-name').value.trim();
  const fresh = name && !known().includes(name) ? name + ' is a new word of ' + id() + '.' : 'A box is drawn.';
  write(byId('box-state'), draft.problem || (drawn ? fresh : 'No box yet.'));
}

function begin() {
  if (!context.frame()) return;
  draft = { points: [], frame: context.frame(), wasStopped: context.isStopped(), problem: '' };
  context.stop();
  show();
  startSketch('box', [], 'box-name', (points) => {
    draft.points = points;
    draft.frame = context.frame() ?? draft.frame;
    draft.problem = '';
    show();
  });
}

/** Another camera, or nothing is wanted any more: what was stopped for it goes on. */
export function dropBox() {
  if (!draft) return;
  if (!draft.wasStopped) context.goOn();
  draft = undefined;
  byId('box-name').value = '';
  endSketch();
  show();
}

async function picture(one) {
  const { blob, width, height } = await shrunk(one.frame.image);
  return { picture: await base64(blob), box: pixels(one.points, width, height) };
}

/** Sends something and waits for its end; true: it is in use. */
const done = (one, vocabularyId, action, fields) => new Promise((resolve) => {
  send(action, { vocabularyId, ...fields }, (answer) => {
    if (!isOver(answer)) return;
    if (answer.state === 'FAILED') one.problem = 'Refused: ' + answer.error;
    if (answer.state === 'UNANSWERED') one.problem = 'Nobody answers: is a processor running?';
    resolve(answer.state === 'READY');
  });
});

async function save(event) {
  event.preventDefault();
  const one = draft;
  const name = byId('box-name').value.trim();
  if (!one || one.sent || !name) return;
  one.sent = true;
  one.problem = '';
  show();
  try {
    const vocabularyId = id();
    const exemplar = { name, ...await picture(one) };
    const isThere = known().includes(name)
      || (vocabularyOf(vocabularyId) ? await done(one, vocabularyId, 'ADD', { names: [name] })
        : await done(one, vocabularyId, 'DEFINE', { names: [name], expectedVersion: 0 }));
    if (isThere && await done(one, vocabularyId, 'ADD_EXEMPLAR', exemplar) && draft === one) {
      dropBox();
      byId('draw-box').focus();
    }
  } catch (error) {
    showStatus('The picture cannot be sent: ' + error.message, true);
  }
  one.sent = false;
  show();
}

export function startExemplars(full) {
  context = full;
  byId('draw-box').addEventListener('click', begin);
  byId('box-form').addEventListener('submit', save);
  byId('box-name').addEventListener('input', show);
  byId('drop-box').addEventListener('click', () => {
    dropBox();
    byId('draw-box').focus();
  });
}
