// A frame and its mask, drawn here: how strong, which categories, and what lies under the pointer.

const CATEGORIES_OF_A_BYTE = 256;

async function fetched(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(response.status === 404 ? 'no longer remembered' : 'answer ' + response.status);
  return response;
}

/** Values of all pixels: low bytes first, then high bytes if there are any. */
async function values(response, pixels) {
  const stream = response.body.pipeThrough(new DecompressionStream('deflate'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  if (bytes.length === pixels) return bytes;
  const wide = new Uint16Array(pixels);
  for (let i = 0; i < pixels; i++) wide[i] = bytes[i] + CATEGORIES_OF_A_BYTE * bytes[pixels + i];
  return wide;
}

function rgb(colour) {
  const number = parseInt(colour.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

/** Pixels of each value, from 0 on. */
function counts(values, categories) {
  const pixels = new Array(categories + 1).fill(0);
  for (const value of values) pixels[value] = (pixels[value] ?? 0) + 1;
  return pixels;
}

/** Fetches a frame with its mask and record. */
export async function loadFrame(cameraId, number) {
  const path = '/pictures/' + encodeURIComponent(cameraId) + '/' + number + '/';
  const [original, masks, described] = await Promise.all(
    ['original', 'values', 'record'].map((part) => fetched(path + part)));
  const record = await described.json();
  const image = await createImageBitmap(await original.blob());
  const numbers = await values(masks, record.height * record.width);
  return {
    number,
    path,
    record,
    image,
    values: numbers,
    pixels: counts(numbers, record.legend.length),
    colours: record.colours.map(rgb),
  };
}

/** Share of the picture that a value covers, 0..1. */
export const share = (frame, value) => (frame.pixels[value] ?? 0) / frame.values.length;

function maskLayer(frame, hidden, alpha) {
  const layer = new OffscreenCanvas(frame.record.width, frame.record.height);
  const context = layer.getContext('2d');
  const picture = context.createImageData(layer.width, layer.height);
  for (let i = 0; i < frame.values.length; i++) {
    const value = frame.values[i];
    const colour = frame.colours[value - 1];
    if (!colour || hidden.has(frame.record.legend[value - 1].category)) continue;
    picture.data.set(colour, 4 * i);
    picture.data[4 * i + 3] = alpha;
  }
  context.putImageData(picture, 0, 0);
  return layer;
}

/** Draws a frame: its picture, its mask, or one over the other. */
export function draw(canvas, frame, { picture, opacity, hidden }) {
  const { width, height } = frame.record;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  context.clearRect(0, 0, width, height);
  if (picture) context.drawImage(frame.image, 0, 0, width, height);
  if (opacity > 0) context.drawImage(maskLayer(frame, hidden, Math.round(255 * opacity)), 0, 0);
}

/**
 * What lies under a pointer: the mask's value, and the point as parts of width and height; undefined: the
 * pointer is beside the picture, which is fitted in.
 */
export function placeUnder(canvas, frame, event) {
  const { width, height } = frame.record;
  const box = canvas.getBoundingClientRect();
  const scale = Math.min(box.width / width, box.height / height);
  const x = Math.floor((event.clientX - box.left - (box.width - width * scale) / 2) / scale);
  const y = Math.floor((event.clientY - box.top - (box.height - height * scale) / 2) / scale);
  const inside = x >= 0 && y >= 0 && x < width && y < height;
  return inside ? { value: frame.values[y * width + x], point: [(x + 0.5) / width, (y + 0.5) / height] } : undefined;
}
