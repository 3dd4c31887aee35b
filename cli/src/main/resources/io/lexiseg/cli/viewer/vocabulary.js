// The panel of a vocabulary: what it holds, how well the index knows it, what it was, who serves it.

import { button, byId, element, keyed, swatch, write } from './dom.js';
import { rest } from './feed.js';
import { showStatus, useToken } from './answers.js';
import { showBindings, startBindings } from './bindings.js';
import { detailParts, showBackground, showDetails, startDetails, typedWords } from './details.js';
import { rename, renamed, send, showText, startEditing } from './edit.js';
import { startPreviews } from './preview.js';

let vocabularies = [];
let chosenId = '';
let shownRevision = -1;
let fetching = false;
let wantedId = '';
let comparedWith = '';

const chosen = () => vocabularyOf(chosenId);

/** What is known of a vocabulary; undefined: nothing. */
export const vocabularyOf = (id) => vocabularies.find((one) => one.id === id);

function categoryItem(category) {
  const item = element('li');
  const name = element('span', 'name', category.name);
  const { more, line } = detailParts(item, category.name);
  item.append(
    swatch(category.colour), name, element('span', 'support'), more,
    button('small rename', '✎', 'Rename ' + category.name, () => rename(category.name, name)),
    button('small remove', '×', 'Remove ' + category.name,
      () => send('REMOVE', { names: [category.name] })),
    line, element('ul', 'pictures'), element('span', 'generation'));
  return item;
}

function pictureItem(category, id, position) {
  const item = element('li');
  const label = 'picture ' + (position + 1);
  item.title = id;
  const image = element('img');
  image.alt = '';
  image.hidden = true;
  item.append(image, label, button('small write', '×', 'Remove ' + label + ' of ' + category,
    () => send('REMOVE_EXEMPLAR', { name: category, exemplarIds: [id] })));
  return item;
}

/** A small picture comes on another way than the word that it shows. */
function showPicture(item, one) {
  const image = item.querySelector('img');
  image.hidden = !one.shown;
  if (one.shown && !image.src) image.src = '/api/exemplars/' + one.id;
}

function showCategory(item, category) {
  if (item.dataset.colour !== category.colour) {
    item.dataset.colour = category.colour;
    item.firstChild.replaceWith(swatch(category.colour));
  }
  const support = item.querySelector('.support');
  write(support, category.gone ? 'no longer there' : category.support);
  support.className = 'support ' + category.support;
  support.title = category.nearest ? 'nearest: ' + category.nearest : '';
  write(item.querySelector('.generation'), category.generation);
  const pictures = category.pictures.map((one, position) => ({ ...one, position }));
  keyed(item.querySelector('.pictures'), pictures, (one) => one.position + one.id,
    (one) => pictureItem(category.name, one.id, one.position), showPicture);
  showDetails(item, category);
}

/** The categories, and those that somebody edits here while another one took them away. */
function categories() {
  const all = chosen()?.categories ?? [];
  const edited = new Set([...renamed(), ...typedWords()]);
  const gone = [...edited].filter((name) => !all.some((one) => one.name === name));
  return [...all, ...gone.map((name) => (
    { name, colour: '#888888', support: 'unknown', nearest: '', generation: '', pictures: [], gone: true }))];
}

function versionItem(version) {
  const item = element('li');
  const when = element('time', '', new Date(version.changedAt).toLocaleTimeString());
  when.dateTime = version.changedAt;
  when.title = version.changedAt + ' by ' + version.changedBy;
  item.append(
    element('span', 'number', String(version.version)), element('span', 'change', version.change), when,
    button('compare', 'Compare', 'Compare version ' + version.version + ' with the newest', () => compare(item, version.version)),
    button('restore', 'Restore', 'Restore version ' + version.version,
      () => send('ROLL_BACK', { toVersion: version.version })),
    element('ul', 'differences'));
  if (version.from) item.insertBefore(element('span', 'from', 'for frames from ' + new Date(version.from).toLocaleString() + ' on'), when);
  return item;
}

/** What became different since; pressed again, it goes. */
async function compare(item, version) {
  const list = item.querySelector('.differences');
  if (list.children.length) {
    list.replaceChildren();
    return;
  }
  const path = '/api/differences/' + encodeURIComponent(chosenId) + '/' + version;
  const lines = await fetch(path).then((response) => (response.ok ? response.json() : ['no longer known']))
    .catch((error) => ['cannot be compared: ' + error.message]);
  const shown = lines.length ? lines : ['the same categories'];
  list.replaceChildren(element('li', 'key', 'since version ' + version + ':'), ...shown.map((line) => element('li', '', line)));
}

/** What a processor once said is no sign of life: answers to frames are. */
function processorLine(one, alone) {
  const said = 'at ' + new Date(one.reportedAt).toLocaleTimeString();
  const state = one.state.toLowerCase() + (one.seconds ? ' in ' + one.seconds.toFixed(2) + ' s' : '');
  const problem = one.error ? ', ' + one.error : '';
  const answering = rest().answering;
  if (answering === 'SILENT') return 'processor ' + one.id + ': does not answer; last said ' + state + ' ' + said + problem;
  if (answering === 'ANSWERS' && alone) return 'processor ' + one.id + ': ' + state + problem;
  return 'processor ' + one.id + ': said ' + state + ' ' + said + problem;
}

function showProcessors() {
  const instances = chosen()?.instances ?? [];
  keyed(byId('instances'), instances, (one) => one.id, () => element('li'),
    (item, one) => write(item, processorLine(one, instances.length === 1)));
}

function showChosen() {
  const vocabulary = chosen();
  byId('first').hidden = vocabularies.length > 0;
  write(byId('version'), vocabulary ? 'version ' + vocabulary.version : 'not defined');
  keyed(byId('categories'), categories(), (one) => one.name, categoryItem, showCategory);
  keyed(byId('warnings'), vocabulary?.warnings ?? [], (one) => one, (one) => element('li', '', one));
  keyed(byId('history'), vocabulary?.versions ?? [], (one) => one.version + one.changedAt, versionItem,
    (item, one, position) => {
      item.querySelectorAll('.restore, .compare').forEach((each) => { each.hidden = position === 0; });
      if (position === 0) newest(one);
    });
  showBackground();
  showText();
  showBindings();
  showProcessors();
}

/** What was compared with an older version than the newest says nothing any more. */
function newest(version) {
  const key = chosenId + version.version;
  if (comparedWith !== key) document.querySelectorAll('#history .differences').forEach((list) => list.replaceChildren());
  comparedWith = key;
}

function showChoice() {
  const fresh = chosenId && !chosen() ? [{ id: chosenId }] : [];
  keyed(byId('choice'), [...vocabularies, ...fresh], (one) => one.id, (one) => {
    const option = element('option', '', one.id);
    option.value = one.id;
    return option;
  });
  byId('choice').value = chosenId;
}

/** Offers what this viewer lets people do: nothing, anything, or anything with a token. */
function showWrites() {
  document.body.classList.toggle('read-only', rest().writes === 'none');
  byId('token-form').hidden = rest().writes !== 'token';
}

/** Asks for the vocabularies if they changed; what is typed or open meanwhile stays as it is. */
export async function showVocabularies(preferred) {
  showWrites();
  showProcessors();
  if (fetching || shownRevision === rest().vocabularies) return;
  fetching = true;
  const revision = rest().vocabularies;
  try {
    vocabularies = await (await fetch('/api/vocabularies')).json();
    shownRevision = revision;
    if (vocabularyOf(wantedId)) wantedId = ''; // it is there now
    if (!chosen() && (!wantedId || chosenId !== wantedId)) {
      chosenId = (vocabularies.find((one) => one.id === preferred) ?? vocabularies[0])?.id ?? '';
    }
    showChoice();
    showChosen();
  } finally {
    fetching = false;
  }
}

export function startVocabulary(camera) {
  const panel = { chosen, id: () => chosenId || 'default', changed: showChosen, camera };
  startEditing(panel);
  startDetails(panel);
  startBindings(chosen);
  startPreviews();
  byId('new-form').addEventListener('submit', (event) => {
    event.preventDefault();
    chosenId = wantedId = byId('new-id').value.trim() || chosenId;
    byId('new-id').value = '';
    showChoice();
    showChosen();
    byId('add').focus();
  });
  byId('panel').addEventListener('click', () => {
    const wide = document.body.classList.toggle('wide');
    byId('vocabulary').hidden = wide;
    byId('panel').setAttribute('aria-expanded', String(!wide));
  });
  byId('choice').addEventListener('change', (event) => {
    chosenId = event.target.value;
    showChosen();
  });
  byId('token-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const token = byId('token').value.trim();
    useToken(token);
    showStatus(token ? 'Changes carry the token from now on.' : '');
  });
}
