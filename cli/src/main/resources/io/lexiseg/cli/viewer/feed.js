// What the viewer tells: one state of each camera, kept up to date by server-sent events.

const QUIET_MILLIS = 3000;
const RETRY_MILLIS = 1000;
const cameras = new Map();
const listeners = [];
const state = { answering: 'UNKNOWN', vocabularies: -1, writes: 'none', epoch: 0, pictures: 0 };
let source;
let heard = performance.now();
let clockOffset = 0;

/** Calls back with the ids of changed cameras after each word from the viewer. */
export const listen = (listener) => listeners.push(listener);

export const camera = (id) => cameras.get(id);
export const allCameras = () => [...cameras.values()];
export const rest = () => state;

/** The viewer's time, so that ages need no clock that agrees; milliseconds since its epoch. */
export const now = () => Date.now() + clockOffset;

/** The same as a date. */
export const date = (millis) => new Date(millis + state.epoch);

/** The number under which a picture can be had; 0: there is none. */
export const pictureOf = (one) => (one?.picture ? one.picture + state.pictures : 0);

/** How long the viewer has said nothing, in milliseconds; 0: it is heard. */
export function lostFor() {
  const quiet = performance.now() - heard;
  return quiet > QUIET_MILLIS && !document.hidden ? quiet : 0;
}

function take(event) {
  const news = JSON.parse(event.data);
  heard = performance.now();
  clockOffset = news.now - Date.now();
  const changed = new Set(Object.keys(news.cameras ?? {}));
  const before = news.reset ? [...cameras.keys()] : news.gone ?? [];
  const gone = before.filter((id) => !changed.has(id));
  gone.forEach((id) => cameras.delete(id));
  for (const [id, change] of Object.entries(news.cameras ?? {})) {
    cameras.set(id, { ...(news.reset ? {} : cameras.get(id)), id, ...change });
  }
  for (const name of Object.keys(state)) if (name in news) state[name] = news[name];
  listeners.forEach((listener) => listener(changed, gone));
}

function open() {
  source = new EventSource('/api/events');
  source.addEventListener('message', take);
}

/** A browser gives up after some failures; this page does not. A page nobody sees is told nothing. */
function watch() {
  const closed = !source || source.readyState === EventSource.CLOSED;
  if (document.hidden) {
    source?.close();
  } else if (closed || performance.now() - heard > 2 * QUIET_MILLIS) {
    source?.close();
    if (closed) open(); else source = undefined;
  }
}

export function start() {
  open();
  setInterval(watch, RETRY_MILLIS);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) heard = performance.now();
    watch();
  });
}
