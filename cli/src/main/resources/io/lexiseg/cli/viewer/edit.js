// Fields in which vocabularies are changed. What was typed stays until the change is in use.

import { byId, element, write } from './dom.js';
import { ask, isOver, showStatus, tell } from './answers.js';
import { tryWords } from './preview.js';

const renames = new Map();
const drafts = new Map();
const TYPING_MILLIS = 400;
const DONE = ['READY', 'UNKNOWN'];
const FREE = ['ADD', 'BIND', 'UNBIND', 'ADD_EXEMPLAR'];
const TIMED = ['DEFINE', 'ADD', 'REMOVE', 'RENAME', 'ROLL_BACK'];
let context = { chosen: () => undefined, id: () => 'default', changed: () => {} };
let adding = '';

/** Sends a wish; whoever changed the vocabulary meanwhile is not overwritten. */
export async function send(action, fields, heard = () => {}) {
  const vocabulary = context.chosen();
  const expected = FREE.includes(action) ? {} : { expectedVersion: vocabulary ? vocabulary.version : 0 };
  const from = TIMED.includes(action) && byId('from').value ? { effectiveFrom: new Date(byId('from').value).toISOString() } : {};
  showStatus('Sending …');
  const sent = await ask({ vocabularyId: context.id(), action, ...expected, ...from, ...fields }, (answer) => {
    tell(answer);
    if (answer.state === 'READY' && from.effectiveFrom) byId('from').value = '';
    heard(answer);
  });
  if (sent.ok) {
    showStatus('Sent, waiting for the processor …');
  } else {
    showStatus('Refused: ' + sent.problem, true);
    heard({ state: 'FAILED', error: sent.problem });
  }
}

function add(event) {
  event?.preventDefault();
  const typed = byId('add').value;
  if (adding && adding === typed) {
    showStatus('Sent already, waiting for the processor …');
    return;
  }
  adding = typed;
  send(context.chosen() ? 'ADD' : 'DEFINE', { names: typed, generate: byId('generate').checked }, (answer) => {
    if (!isOver(answer)) return;
    adding = '';
    if (DONE.includes(answer.state) && byId('add').value === typed) {
      byId('add').value = '';
      checkTyped();
    }
  });
}

/** Says of words, before they are added, which the index hardly knows: a preview of no picture. */
async function checkTyped() {
  const text = byId('add').value;
  const typing = () => byId('add').value !== text;
  await new Promise((resolve) => setTimeout(resolve, TYPING_MILLIS));
  if (typing()) return;
  byId('typed').replaceChildren();
  if (!text.trim() || document.body.classList.contains('read-only')) return;
  const hear = (answer) => {
    if (isOver(answer) && answer.state !== 'UNANSWERED' && !typing()) {
      byId('typed').replaceChildren(...typedRemarks(answer).map((line) => element('li', '', line)));
    }
  };
  await ask({ vocabularyId: context.id(), action: 'PREVIEW', names: text }, hear); // pressing Add says what is wrong
}

/** What there is to say of new words only, or why they cannot be added. */
function typedRemarks(answer) {
  if (answer.state === 'FAILED') return [answer.error];
  const names = (context.chosen()?.categories ?? []).map((one) => one.name + ': ');
  return answer.remarks.filter((line) => !names.some((name) => line.startsWith(name)));
}

/** Names that are being renamed: their fields stay, even where somebody took the name away. */
export const renamed = () => [...renames.keys()];

/** Puts a field in the place of a name, and takes it away once the change is in use. */
export function rename(from, name) {
  if (renames.has(from)) return;
  const input = element('input', 'new-name');
  input.value = from;
  input.setAttribute('aria-label', 'New name of ' + from);
  renames.set(from, input);
  const end = () => {
    renames.delete(from);
    const within = document.activeElement === input;
    input.replaceWith(name);
    context.changed();
    if (within) name.closest('li')?.querySelector('button')?.focus();
  };
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      end();
    } else if (event.key === 'Enter' && !input.readOnly) {
      const to = input.value.trim();
      if (!to || to === from) end(); else sendRename(from, to, input, end);
    }
  });
  name.replaceWith(input);
  input.focus();
  input.select();
}

function sendRename(from, to, input, end) {
  input.readOnly = true;
  send('RENAME', { from, to }, (answer) => {
    if (!isOver(answer)) return;
    input.readOnly = false;
    if (DONE.includes(answer.state)) end();
  });
}

/** A name with commas stands in quotes where names are separated by commas. */
function quoted(name) {
  return /^"|,/.test(name) ? '"' + name.replaceAll('"', '""') + '"' : name;
}

const asText = (vocabulary) => (vocabulary?.categories ?? []).map((one) => quoted(one.name)).join(', ');

/** Shows all names as text, unless somebody typed there. */
export function showText() {
  const vocabulary = context.chosen();
  const draft = drafts.get(context.id());
  const version = vocabulary?.version ?? 0;
  const text = draft?.text ?? asText(vocabulary);
  if (byId('names').value !== text) byId('names').value = text;
  const stale = Boolean(draft) && draft.version !== version;
  write(byId('draft'), stale
    ? 'Version ' + version + ' is there now; what you typed began at version ' + draft.version + '.' : '');
  byId('take').hidden = !draft;
}

function noteDraft() {
  const known = drafts.get(context.id());
  drafts.set(context.id(), { text: byId('names').value, version: known?.version ?? context.chosen()?.version ?? 0 });
  showText();
}

function replaceAll(event) {
  event?.preventDefault();
  const id = context.id();
  const draft = drafts.get(id) ?? { text: byId('names').value, version: context.chosen()?.version ?? 0 };
  send('DEFINE', { names: draft.text, expectedVersion: draft.version }, (answer) => {
    if (DONE.includes(answer.state) && drafts.get(id)?.text === draft.text) {
      drafts.delete(id);
      showText();
    }
  });
}

/** Tries what was typed on a camera; whoever likes it uses it. */
function tryOn(names, whole, use) {
  if (!names.trim()) {
    showStatus('Type words first, then try them.', true);
    return;
  }
  tryWords({ vocabularyId: context.id(), names, whole, camera: context.camera(), use });
}

/** Listens to the fields of the panel. */
export function startEditing(panel) {
  context = panel;
  byId('add-form').addEventListener('submit', add);
  byId('add').addEventListener('input', checkTyped);
  byId('text-form').addEventListener('submit', replaceAll);
  byId('try-add').addEventListener('click', () => tryOn(byId('add').value, false, () => add()));
  byId('try-text').addEventListener('click', () => tryOn(byId('names').value, true, () => replaceAll()));
  byId('names').addEventListener('input', noteDraft);
  byId('take').addEventListener('click', () => {
    drafts.delete(context.id());
    showText();
    byId('names').focus();
  });
}
