'use strict';
// Text of cameras and categories only ever becomes textContent, never markup.

const POLL_MILLIS = 250;
const figures = new Map();
let vocabularyId = 'default';
let awaitedCommand = '';

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function newFigure(id) {
  const parts = {
    root: element('figure'),
    image: element('img'),
    frame: element('span'),
    rate: element('span'),
    vocabulary: element('span'),
    legend: element('ul', 'legend'),
    shownFrame: '',
    shownLegend: '',
  };
  parts.image.alt = 'last masked frame of ' + id;
  const caption = element('figcaption');
  caption.append(element('span', 'camera-id', id), parts.frame, parts.rate, parts.vocabulary);
  parts.root.append(parts.image, caption, parts.legend);
  document.getElementById('cameras').append(parts.root);
  return parts;
}

function swatch(colour) {
  const canvas = element('canvas', 'swatch');
  canvas.width = canvas.height = 12;
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, 12, 12);
  return canvas;
}

function showCamera(camera) {
  if (!figures.has(camera.id)) figures.set(camera.id, newFigure(camera.id));
  const parts = figures.get(camera.id);
  const frame = String(camera.frameId);
  if (parts.shownFrame !== frame) {
    parts.shownFrame = frame;
    parts.image.src = '/overlays/' + encodeURIComponent(camera.id) + '?frame=' + frame;
  }
  parts.frame.textContent = 'frame ' + frame + ', ' + camera.width + '×' + camera.height;
  parts.rate.textContent = camera.framesPerSecond.toFixed(1) + ' frames/s';
  parts.vocabulary.textContent =
    'vocabulary ' + camera.vocabularyId + ' version ' + camera.vocabularyVersion;
  showLegend(parts, camera.legend);
}

function showLegend(parts, legend) {
  const key = JSON.stringify(legend);
  if (parts.shownLegend === key) return;
  parts.shownLegend = key;
  parts.legend.replaceChildren(...legend.map((entry) => {
    const item = element('li');
    item.append(swatch(entry.colour), entry.category);
    return item;
  }));
}

function showStatus(text, refused) {
  const status = document.getElementById('status');
  status.textContent = text;
  status.className = refused ? 'refused' : '';
}

function showVocabularies(vocabularies) {
  const answer = vocabularies.find((one) => one.commandId === awaitedCommand);
  if (!awaitedCommand || !answer) return;
  if (answer.state === 'FAILED') {
    showStatus('Refused: ' + answer.error, true);
  } else if (answer.state === 'READY') {
    const weak = answer.weak.length
      ? ' The index hardly knows: ' + answer.weak.join(', ') + '.' : '';
    showStatus('Version ' + answer.version + ' is in use.' + weak, false);
  } else {
    showStatus('Version ' + answer.version + ' is being prepared …', false);
  }
}

async function poll() {
  try {
    const state = await (await fetch('/api/state')).json();
    if (state.cameras.length > 0) {
      document.getElementById('waiting')?.remove();
      vocabularyId = state.cameras[0].vocabularyId;
      const input = document.getElementById('names');
      if (input.value === '' && document.activeElement !== input) {
        input.value = state.cameras[0].legend.map((entry) => entry.category).join(', ');
      }
    }
    state.cameras.forEach(showCamera);
    showVocabularies(state.vocabularies);
  } catch (error) {
    showStatus('No answer from Lexiseg: ' + error.message, true);
  }
  setTimeout(poll, POLL_MILLIS);
}

async function apply(event) {
  event.preventDefault();
  const names = document.getElementById('names').value;
  showStatus('Sending …', false);
  const response = await fetch('/api/vocabulary', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ vocabularyId, names }),
  });
  if (response.ok) {
    awaitedCommand = (await response.json()).commandId;
    showStatus('Sent, waiting for the processor …', false);
  } else {
    showStatus('Refused: ' + await response.text(), true);
  }
}

document.getElementById('vocabulary-form').addEventListener('submit', apply);
poll();
