'use strict';
// The panel of a vocabulary: what it holds, how well the index knows it, what it was, and changes.

let vocabularies = [];
let chosenId = '';
let awaitedCommand = '';
let awaitedSince = 0;
let token = '';

const UNANSWERED_MILLIS = 10000;
const TYPING_MILLIS = 400;
const MOST_TRIES = 25;

const byId = (id) => document.getElementById(id);
const chosen = () => vocabularies.find((one) => one.id === chosenId);

function showStatus(text, refused) {
  byId('status').textContent = text;
  byId('status').className = refused ? 'refused' : '';
}

function button(className, text, title, action) {
  const node = element('button', className, text);
  node.type = 'button';
  node.title = title;
  node.setAttribute('aria-label', title);
  node.addEventListener('click', action);
  return node;
}

/** Offers what this viewer lets people do: nothing, anything, or anything with a token. */
function showWrites(writes) {
  document.body.classList.toggle('read-only', writes === 'none');
  byId('token-form').hidden = writes !== 'token';
}

function post(wish) {
  return fetch('/api/commands', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token ? { Authorization: 'Bearer ' + token } : {}),
    },
    body: JSON.stringify({ vocabularyId: chosenId || 'default', ...wish }),
  });
}

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/** Says of words, before they are added, which the index hardly knows: a preview of no picture. */
async function checkTyped() {
  const text = byId('add').value;
  const typing = () => byId('add').value !== text;
  await pause(TYPING_MILLIS);
  if (typing()) return;
  fill('typed', [], () => {});
  if (!text.trim()) return;
  const sent = await post({ action: 'PREVIEW', names: text });
  if (!sent.ok) return; // pressing Add says why
  const command = (await sent.json()).commandId;
  for (let tries = 0; tries < MOST_TRIES && !typing(); tries++) {
    const response = await fetch('/api/commands/' + encodeURIComponent(command));
    const answer = response.status === 200 ? await response.json() : { state: 'PENDING' };
    if (answer.state !== 'PENDING') {
      if (!typing()) fill('typed', typedRemarks(answer), (line) => element('li', '', line));
      return;
    }
    await pause(TYPING_MILLIS);
  }
}

/** What there is to say of new words only, or why they cannot be added. */
function typedRemarks(answer) {
  if (answer.state === 'FAILED') return [answer.error];
  const names = (chosen()?.categories ?? []).map((one) => one.name + ': ');
  return answer.remarks.filter((line) => !names.some((name) => line.startsWith(name)));
}

/** Sends a wish; whoever changed the vocabulary meanwhile is not overwritten. */
async function send(action, fields) {
  const vocabulary = chosen();
  const expected = action === 'ADD' ? {} : { expectedVersion: vocabulary ? vocabulary.version : 0 };
  showStatus('Sending …', false);
  const response = await post({ action, ...expected, ...fields });
  if (response.ok) {
    awaitedCommand = (await response.json()).commandId;
    awaitedSince = Date.now();
    showStatus('Sent, waiting for the processor …', false);
  } else {
    showStatus('Refused: ' + await response.text(), true);
  }
  return response.ok;
}

function categoryItem(category) {
  const item = element('li');
  const name = element('span', 'name', category.name);
  const support = element('span', 'support ' + category.support, category.support);
  support.title = category.nearest ? 'nearest: ' + category.nearest : '';
  item.append(
    swatch(category.colour), name, support,
    button('small rename', '✎', 'Rename ' + category.name, () => rename(category.name, name)),
    button('small remove', '×', 'Remove ' + category.name,
      () => send('REMOVE', { names: [category.name] })));
  if (category.generation) item.append(element('span', 'generation', category.generation));
  return item;
}

function rename(from, name) {
  const input = element('input');
  input.value = from;
  input.setAttribute('aria-label', 'New name of ' + from);
  const end = () => input.replaceWith(name);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      const to = input.value.trim();
      end();
      if (to && to !== from) send('RENAME', { from, to });
    } else if (event.key === 'Escape') {
      end();
    }
  });
  name.replaceWith(input);
  input.focus();
  input.select();
}

function versionItem(version, current) {
  const item = element('li');
  const when = element('time', '', new Date(version.changedAt).toLocaleTimeString());
  when.dateTime = version.changedAt;
  when.title = version.changedAt + ' by ' + version.changedBy;
  item.append(
    element('span', 'number', String(version.version)),
    element('span', 'change', version.change), when);
  if (!current) {
    item.append(button('restore', 'Restore', 'Restore version ' + version.version,
      () => send('ROLL_BACK', { toVersion: version.version })));
  }
  return item;
}

/** Fills a list, unless it shows just that: what somebody points at must not go away. */
function fill(id, entries, item) {
  const key = JSON.stringify(entries);
  if (byId(id).dataset.shown === key) return;
  byId(id).dataset.shown = key;
  byId(id).replaceChildren(...entries.map(item));
}

/** A name with commas stands in quotes where names are separated by commas. */
function quoted(name) {
  return /^"|,/.test(name) ? '"' + name.replaceAll('"', '""') + '"' : name;
}

function showChosen() {
  const vocabulary = chosen();
  byId('first').hidden = vocabularies.length > 0;
  byId('version').textContent = vocabulary ? 'version ' + vocabulary.version : 'not defined';
  fill('categories', vocabulary?.categories ?? [], categoryItem);
  fill('warnings', vocabulary?.warnings ?? [], (warning) => element('li', '', warning));
  fill('history', vocabulary?.versions ?? [], (version, position) => versionItem(version, position === 0));
  if (document.activeElement !== byId('names')) {
    byId('names').dataset.version = vocabulary?.version ?? 0;
    byId('names').value = (vocabulary?.categories ?? []).map((one) => quoted(one.name)).join(', ');
  }
  byId('bound').textContent = vocabulary?.cameras.length
    ? 'Cameras: ' + vocabulary.cameras.join(', ') : 'No camera is bound to it.';
  fill('instances', vocabulary?.instances ?? [], (one) => element('li', '',
    'processor ' + one.id + ': ' + one.state.toLowerCase()
      + (one.seconds ? ' in ' + one.seconds.toFixed(2) + ' s' : '')
      + (one.error ? ', ' + one.error : '')));
}

function showChoice() {
  fill('choice', vocabularies.map((one) => one.id), (id) => element('option', '', id));
  byId('choice').value = chosenId;
}

/** Shows anew what may have changed, unless somebody is just typing a name into it. */
async function refreshVocabularies(preferredId) {
  vocabularies = await (await fetch('/api/vocabularies')).json();
  if (!chosen()) chosenId = preferredId || vocabularies[0]?.id || '';
  showChoice();
  showChosen();
}

const renaming = () => document.querySelector('#categories input') !== null;

function showUnanswered() {
  const waited = Date.now() - awaitedSince;
  if (waited >= UNANSWERED_MILLIS) {
    showStatus('Not answered for ' + Math.floor(waited / 1000) + ' s: is a processor running? '
      + 'What was sent counts as soon as one does.', true);
  }
}

async function showAnswer() {
  if (!awaitedCommand) return;
  const command = awaitedCommand;
  const response = await fetch('/api/commands/' + encodeURIComponent(command));
  if (command !== awaitedCommand) return;
  if (response.status === 204) showUnanswered();
  if (response.status !== 200) return;
  const answer = await response.json();
  if (answer.state === 'PENDING') {
    showStatus('Version ' + answer.version + ' is being prepared … ' + answer.error, false);
    return;
  }
  awaitedCommand = '';
  if (answer.state === 'FAILED') {
    showStatus('Refused: ' + answer.error, true);
  } else {
    showStatus('Version ' + answer.version + ' is in use.', false);
  }
}

byId('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  token = byId('token').value.trim();
  showStatus(token ? 'Changes carry the token from now on.' : '', false);
});
byId('add-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const input = byId('add');
  const action = chosen() ? 'ADD' : 'DEFINE';
  const wish = { names: input.value, generate: byId('generate').checked };
  if (await send(action, wish)) {
    input.value = '';
    checkTyped();
  }
});
byId('add').addEventListener('input', checkTyped);
byId('text-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const names = byId('names'); // typed over the version that it was filled with
  send('DEFINE', { names: names.value, expectedVersion: Number(names.dataset.version) });
});
byId('choice').addEventListener('change', (event) => {
  chosenId = event.target.value;
  showChosen();
});
