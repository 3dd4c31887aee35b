// What describes a word, and what gets no category: changed in place.

import { button, byId, element, write } from './dom.js';
import { draftForm, isTyped, typedKeys, wordKey } from './draft.js';
import { send, tryOn } from './edit.js';
import { background, description } from './words.js';

const forms = new WeakMap();
let context = { chosen: () => undefined, id: () => 'default' };
let backgroundForm;

const keyOf = (name) => wordKey(context.id(), name);

/** Words of the vocabulary whose description is typed over: they stay, even where somebody took one away. */
export function typedWords() {
  return typedKeys().filter((key) => key.startsWith(keyOf(''))).map((key) => key.slice(keyOf('').length)).filter(Boolean);
}

function here(name, values) {
  return { key: keyOf(name), version: context.chosen()?.version ?? 0, values: values ?? {} };
}

const fieldsOf = (name) => context.chosen()?.categories.find((one) => one.name === name)?.fields;

function start(form, there, changed) {
  const draft = draftForm(form, there,
    (values, expectedVersion, heard) => send('UPDATE', { ...changed(values), expectedVersion }, heard));
  form.querySelector('.try').addEventListener('click',
    () => tryOn({ tries: 'UPDATE', ...changed(draft.values()) }, draft.submit));
  return draft;
}

function wordForm(name) {
  const form = byId('word-form').content.cloneNode(true).firstElementChild;
  form.setAttribute('aria-label', 'Details of ' + name);
  forms.set(form, start(form, () => here(name, fieldsOf(name)), (values) => ({ category: { ...values, name } })));
  return form;
}

function toggle(item, name) {
  const known = item.querySelector('.describing');
  const open = !known || known.hidden;
  if (known) known.hidden = !open; else item.append(wordForm(name));
  item.querySelector('.more').setAttribute('aria-expanded', String(open));
  const form = item.querySelector('.describing');
  forms.get(form).show();
  if (open) form.scrollIntoView({ block: 'nearest' });
}

/** What a word's entry has for its details: a line, and a button that opens a form below. */
export function detailParts(item, name) {
  const more = button('small more write', '⋯', 'Details of ' + name, () => toggle(item, name));
  more.setAttribute('aria-expanded', 'false');
  item.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !event.target.closest('.describing')) return;
    event.stopPropagation();
    toggle(item, name);
    more.focus();
  });
  return { more, line: element('span', 'description') };
}

/** Shows what describes a word now. */
export function showDetails(item, category) {
  write(item.querySelector('.description'), description(category.fields));
  const form = item.querySelector('.describing');
  if (form) forms.get(form).show();
  else if (isTyped(keyOf(category.name))) toggle(item, category.name);
}

/** Shows what gets no category now. */
export function showBackground() {
  write(byId('background-now'), background(context.chosen()?.background));
  backgroundForm.show();
}

export function startDetails(panel) {
  context = panel;
  backgroundForm = start(byId('background-form'), () => here('', context.chosen()?.background),
    (values) => ({ background: values }));
}
