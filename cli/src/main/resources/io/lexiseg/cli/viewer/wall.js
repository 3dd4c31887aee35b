// All cameras at once: as large as the window allows, the ones in trouble first if that is wanted.

import { byId, keyed, write } from './dom.js';
import { allCameras, camera } from './feed.js';
import { Tile } from './tile.js';

const TROUBLE = ['UNANSWERED', 'SILENT', 'UNMASKED', 'LIVE'];
const LEAST_WIDTH = 80;
const DENSE_WIDTH = 200;
const ROOMY_WIDTH = 300;
const GAP = 8;
const tiles = new Map();

const observer = new IntersectionObserver(
  (entries) => entries.forEach((entry) => entry.target.tile.see(entry.isIntersecting)),
  { rootMargin: '100px' });

const names = new Intl.Collator(undefined, { numeric: true });
const byName = (one, other) => names.compare(one.id, other.id);
const lost = (one) => Object.keys(one.deadLetters).length;
const byTrouble = (one, other) =>
  TROUBLE.indexOf(one.state) - TROUBLE.indexOf(other.state)
    || lost(other) - lost(one) || byName(one, other);

const wanted = () => byId('filter').value.trim().toLowerCase();

function arrange() {
  const all = allCameras();
  const order = byId('order').value === 'trouble' ? byTrouble : byName;
  const shown = all.filter((one) => one.id.toLowerCase().includes(wanted())).sort(order);
  keyed(byId('cameras'), shown, (one) => one.id, (one) => tile(one.id).root);
  const trouble = all.filter((one) => one.state !== 'LIVE').length;
  write(byId('count'), (shown.length === all.length ? '' : shown.length + ' of ')
    + all.length + (all.length === 1 ? ' camera' : ' cameras')
    + (trouble ? ', ' + trouble + ' in trouble' : ''));
  byId('waiting').hidden = all.length > 0;
  fit(shown.length);
}

function tile(id) {
  if (!tiles.has(id)) tiles.set(id, new Tile(id, observer));
  return tiles.get(id);
}

/** Below its picture a tile has room for a legend, for figures, or for nothing. */
function captionOf(width) {
  if (width < DENSE_WIDTH) return 2;
  return width < ROOMY_WIDTH ? 58 : 108;
}

/** The number of columns that makes tiles as wide as the window has room for. */
function columns(count, width, height) {
  let best = { columns: 1, width: 0 };
  for (let number = 1; number <= Math.max(1, count); number++) {
    const rows = Math.ceil(count / number);
    const across = (width - GAP * (number - 1)) / number;
    const down = (height - GAP * (rows - 1)) / rows;
    const fitting = Math.min(across, (down - captionOf(across)) * 4 / 3);
    if (fitting > best.width) best = { columns: number, width: fitting };
  }
  if (best.width >= LEAST_WIDTH) return best;
  const number = Math.max(1, Math.floor((width + GAP) / (LEAST_WIDTH + GAP)));
  return { columns: number, width: (width - GAP * (number - 1)) / number };
}

function fit(count) {
  const list = byId('cameras');
  const room = innerHeight - list.getBoundingClientRect().top - scrollY - GAP;
  const best = columns(count, list.clientWidth, Math.max(room, innerHeight / 2));
  const width = Math.floor(Math.min(best.width, list.clientWidth));
  list.style.setProperty('--columns', best.columns);
  list.style.setProperty('--width', width + 'px');
  list.classList.toggle('roomy', width >= ROOMY_WIDTH);
  list.classList.toggle('dense', width < DENSE_WIDTH);
  if (width >= ROOMY_WIDTH) tiles.forEach((one) => one.countCut());
}

export function showWall(changed, gone) {
  gone.forEach((id) => {
    if (tiles.has(id)) observer.unobserve(tiles.get(id).root);
    tiles.delete(id);
  });
  changed.forEach((id) => tile(id).show(camera(id)));
  if (changed.size || gone.length) arrange();
}

export function startWall() {
  byId('filter').addEventListener('input', arrange);
  byId('order').addEventListener('change', arrange);
  new ResizeObserver(arrange).observe(byId('wall'));
  addEventListener('resize', arrange);
  document.addEventListener('visibilitychange', () => tiles.forEach((one) => one.fetch()));
  setInterval(() => tiles.forEach((one) => one.visible && one.tick()), 500);
}
