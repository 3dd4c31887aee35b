// Forms over what others may change meanwhile. What is typed stays until it is in use or thrown away.

import { isOver, showStatus } from './answers.js';
import { write } from './dom.js';

const DONE = ['READY', 'UNKNOWN'];
const drafts = new Map();

const fieldsOf = (form) => [...form.elements].filter((one) => one.name);
const typedIn = (field) => (field.type === 'checkbox' ? field.checked : field.value);

function fill(field, value) {
  if (field.type === 'checkbox') field.checked = Boolean(value);
  else if (field.value !== (value ?? '')) field.value = value ?? '';
}

/** Whether something is typed under a key that is not in use. */
export const isTyped = (key) => drafts.has(key);

/** Keys under which something is typed. */
export const typedKeys = () => [...drafts.keys()];

/** Under which key the description of a word is typed. */
export const wordKey = (vocabularyId, name) => vocabularyId + '\n' + name;

/** What is typed of a word goes with its new name. */
export function renameDraft(vocabularyId, from, to) {
  const draft = drafts.get(wordKey(vocabularyId, from));
  if (!draft) return;
  drafts.delete(wordKey(vocabularyId, from));
  drafts.set(wordKey(vocabularyId, to), draft);
}

function forget(key, typed) {
  const draft = drafts.get(key);
  for (const [name, value] of Object.entries(typed)) if (draft?.typed[name] === value) delete draft.typed[name];
  if (draft && !Object.keys(draft.typed).length) drafts.delete(key);
}

/** Names of typed fields that say something else now than when one began to type. */
const overtaken = (draft, values) => Object.keys(draft.typed).filter((name) => draft.began[name] !== values[name]);

function remark(form, draft, { version, values }, names) {
  const parts = draft.problem ? ['Refused: ' + draft.problem + '.'] : [];
  if (names.length) {
    parts.push('Version ' + version + ' is there now; what you typed began at version ' + draft.since + '.');
    names.map((name) => [form.elements[name].dataset.says, values[name]]).filter(([label]) => label)
      .forEach(([label, value]) => parts.push(label + ' there: ' + (value || 'none') + '.'));
    if (draft.expected === version) parts.push('Saving once more replaces it.');
  }
  return parts.join(' ');
}

/**
 * Lets a form edit what is there, field by field: fields that nobody typed in follow the changes of others.
 * Whoever saves over such a change is refused, sees what is there now, and may save once more.
 *
 * @param there what is there now: {key, version, values}, values by names of fields
 * @param save called with all values, the version that one believes to be current, and who hears of it
 * @return {show, values, submit}
 */
export function draftForm(form, there, save) {
  const drop = form.querySelector('.drop');

  function show() {
    const now = there();
    forget(now.key, now.values);
    const draft = drafts.get(now.key);
    fieldsOf(form).forEach((field) => fill(field, draft?.typed[field.name] ?? now.values[field.name]));
    const names = draft ? overtaken(draft, now.values) : [];
    if (draft && !names.length) draft.since = draft.expected = now.version;
    write(form.querySelector('.note'), draft ? remark(form, draft, now, names) : '');
    drop.hidden = !draft;
  }

  function note({ target }) {
    const { key, version, values } = there();
    const draft = drafts.get(key) ?? { typed: {}, began: {}, since: version, expected: version };
    if (!(target.name in draft.typed)) draft.began[target.name] = values[target.name];
    draft.typed[target.name] = typedIn(target);
    draft.problem = '';
    drafts.set(key, draft);
    show();
  }

  function answered(key, draft, typed, answer) {
    draft.sent = false;
    draft.problem = answer.state === 'FAILED' ? answer.error : '';
    if (DONE.includes(answer.state)) forget(key, typed);
    const now = there();
    if (now.key !== key) return;
    if (drafts.has(key) && overtaken(draft, now.values).length) draft.expected = now.version; // it is seen now
    show();
  }

  function submit(event) {
    event?.preventDefault();
    const { key, values } = there();
    const draft = drafts.get(key);
    if (!draft) {
      showStatus('Nothing is typed that is not there already.');
    } else if (!draft.sent) {
      draft.sent = true;
      const typed = { ...draft.typed };
      save({ ...values, ...typed }, draft.expected, (answer) => isOver(answer) && answered(key, draft, typed, answer));
    }
  }

  form.addEventListener('input', note);
  form.addEventListener('submit', submit);
  drop.addEventListener('click', () => {
    drafts.delete(there().key);
    show();
    fieldsOf(form)[0].focus();
  });
  return { show, submit, values: () => ({ ...there().values, ...drafts.get(there().key)?.typed }) };
}
