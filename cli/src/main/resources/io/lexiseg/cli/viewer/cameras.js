'use strict';
// The last masked frame of each camera. Text only ever becomes textContent, never markup.

const figures = new Map();

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function swatch(colour) {
  const canvas = element('canvas', 'swatch');
  canvas.width = canvas.height = 12;
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, 12, 12);
  return canvas;
}

function newFigure(id) {
  const parts = {
    root: element('figure'),
    image: element('img'),
    frame: element('span'),
    rate: element('span'),
    vocabulary: element('span'),
    legend: element('ul', 'legend'),
    seen: element('p', 'seen'),
    shownFrame: '',
    shownLegend: '',
  };
  parts.image.alt = 'last masked frame of ' + id;
  const caption = element('figcaption');
  caption.append(element('span', 'camera-id', id), parts.frame, parts.rate, parts.vocabulary);
  parts.root.append(parts.image, caption, parts.legend, parts.seen);
  document.getElementById('cameras').append(parts.root);
  return parts;
}

function showCamera(camera) {
  document.getElementById('waiting')?.remove();
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
  parts.seen.textContent =
    camera.seenInstead ? 'no category looks like: ' + camera.seenInstead + ': add?' : '';
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
