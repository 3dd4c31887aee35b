// Fields in which vocabularies are changed. What was typed stays until the change is in use.

import { byId, element, write } from './dom.js';
import { ask, isOver, showStatus, tell } from './answers.js';
import { draftForm, renameDraft } from './draft.js';
import { tryWords } from './preview.js';

const renames = new Map();
const TYPING_MILLIS = 400;
const DONE = ['READY', 'UNKNOWN'];
const FREE = ['ADD', 'BIND', 'UNBIND', 'ADD_EXEMPLAR'];
const TIMED = ['DEFINE', 'ADD', 'REMOVE', 'RENAME', 'UPDATE', 'ROLL_BACK'];
let context = { chosen: () => undefined, id: () => 'default', changed: () => {} };
let adding = '';
let text;

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
  const id = context.id();
  input.readOnly = true;
  send('RENAME', { from, to }, (answer) => {
    if (!isOver(answer)) return;
    input.readOnly = false;
    if (!DONE.includes(answer.state)) return;
    renameDraft(id, from, to);
    end();
  });
}

/** A name with commas stands in quotes where names are separated by commas. */
function quoted(name) {
  return /^"|,/.test(name) ? '"' + name.replaceAll('"', '""') + '"' : name;
}

const asText = (vocabulary) => (vocabulary?.categories ?? []).map((one) => quoted(one.name)).join(', ');

/** Shows all names as text, unless somebody typed there. */
export const showText = () => text.show();

/** Tries something on a camera; whoever likes it uses it. */
export function tryOn(fields, use) {
  tryWords({ vocabularyId: context.id(), fields, camera: context.camera(), use });
}

function tryNames(names, tries, use) {
  if (names.trim()) tryOn({ names, tries }, use);
  else showStatus('Type words first, then try them.', true);
}

/** Listens to the fields of the panel. */
export function startEditing(panel) {
  context = panel;
  byId('add-form').addEventListener('submit', add);
  byId('add').addEventListener('input', checkTyped);
  text = draftForm(byId('text-form'),
    () => ({ key: context.id(), version: context.chosen()?.version ?? 0, values: { names: asText(context.chosen()) } }),
    ({ names }, expectedVersion, heard) => send('DEFINE', { names, expectedVersion }, heard));
  byId('try-add').addEventListener('click', () => tryNames(byId('add').value, 'ADD', () => add()));
  byId('try-text').addEventListener('click', () => tryNames(byId('names').value, 'DEFINE', text.submit));
}
