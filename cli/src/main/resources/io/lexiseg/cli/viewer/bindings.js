// Which cameras use a vocabulary, how their frames are thinned, what their masks hold, and the end of a vocabulary.

import { button, byId, element, keyed, write } from './dom.js';
import { confirmed } from './confirm.js';
import { send } from './edit.js';
import { allCameras } from './feed.js';

const NUMBERED = { MAX_AGE: 'ms', SAMPLE: 'frames' };
let chosen = () => undefined;
let edits = 0;

const all = (camera) => (camera === '*' ? '* (all without one of their own)' : camera);

function bindingItem(binding) {
  const item = element('li');
  item.append(element('span', 'name', all(binding.camera)),
    button('small write', '✎', 'Change how ' + binding.camera + ' uses it', () => change(binding.camera)),
    button('small write', '×', 'Release ' + binding.camera, () => send('UNBIND', { cameraIds: [binding.camera] })),
    element('span', 'how'));
  return item;
}

/** Shows the cameras of the vocabulary. */
export function showBindings() {
  const bindings = chosen()?.cameras ?? [];
  write(byId('bound'), bindings.length ? '' : 'No camera is bound to it.');
  keyed(byId('bindings'), bindings, (one) => one.camera, bindingItem, (item, one) =>
    write(item.querySelector('.how'), [one.profile, one.drop, one.masks].filter(Boolean).join(', ')));
  keyed(byId('known-cameras'), ['*', ...allCameras().map((one) => one.id)], (id) => id, (id) => {
    const option = element('option');
    option.value = id;
    return option;
  });
  byId('delete').disabled = !chosen();
}

const bindingOf = (camera) => chosen()?.cameras.find((one) => one.camera === camera);

function showNumber() {
  const unit = NUMBERED[byId('bind-drop').value];
  byId('bind-number').parentElement.hidden = !unit;
  write(byId('bind-unit'), unit ?? '');
}

function showOutputs() {
  byId('bind-outputs').hidden = !byId('bind-masks').value;
}

const forms = () => [...byId('bind-outputs').elements].filter((one) => one.name === 'form');

/** What is ticked; nothing: masks hold what they held. */
const outputs = () => (byId('bind-masks').value ? {
  outputs: {
    forms: forms().filter((one) => one.checked).map((one) => one.value),
    tolerance: byId('bind-tolerance').value,
    regions: byId('bind-regions').checked,
  },
} : {});

/** Puts a binding into the form, so that what is not changed stays. */
function change(camera) {
  fill(bindingOf(camera));
  byId('bind-profile').focus();
}

/** Who types a camera that is bound already means that binding, unless the form says more. */
function typedCamera() {
  const binding = bindingOf(byId('bind-camera').value.trim());
  const untouched = ['bind-profile', 'bind-drop', 'bind-steady', 'bind-masks'].every((id) => !byId(id).value);
  if (binding && untouched) fill(binding);
}

function fill({ camera, profile, fields }) {
  edits++;
  byId('bind-camera').value = camera;
  byId('bind-profile').value = profile;
  byId('bind-drop').value = fields.drop;
  byId('bind-number').value = fields.dropNumber || 1000;
  byId('bind-steady').value = byId('bind-masks').value = '';
  forms().forEach((one) => { one.checked = fields.forms.includes(one.value); });
  byId('bind-tolerance').value = fields.tolerance || '';
  byId('bind-regions').checked = fields.regions;
  showNumber();
  showOutputs();
}

function bind(event) {
  event.preventDefault();
  const camera = byId('bind-camera').value.trim();
  const drop = byId('bind-drop').value;
  const sent = edits;
  if (!camera) return;
  send('BIND', {
    cameraIds: [camera],
    ...(byId('bind-profile').value.trim() ? { profile: byId('bind-profile').value.trim() } : {}),
    ...(drop ? { drop } : {}),
    ...(NUMBERED[drop] ? { dropNumber: Number(byId('bind-number').value) } : {}),
    ...(byId('bind-steady').value ? { steady: byId('bind-steady').value } : {}),
    ...outputs(),
  }, (answer) => {
    if (answer.state !== 'READY' || edits !== sent) return;
    byId('bind-camera').value = byId('bind-steady').value = byId('bind-masks').value = '';
    showOutputs();
  });
}

async function remove() {
  const vocabulary = chosen();
  const question = 'Delete the vocabulary ' + vocabulary.id + ', version ' + vocabulary.version
    + ' with ' + vocabulary.categories.length + ' categories? No camera may use it. '
    + 'A roll-back on the command line brings it back.';
  if (await confirmed(question, 'Delete ' + vocabulary.id)) send('DELETE', { vocabularyId: vocabulary.id, expectedVersion: vocabulary.version });
}

export function startBindings(panel) {
  chosen = panel;
  byId('bind-form').addEventListener('submit', bind);
  byId('bind-form').addEventListener('input', () => { edits++; });
  byId('bind-camera').addEventListener('change', typedCamera);
  byId('bind-drop').addEventListener('change', showNumber);
  byId('bind-masks').addEventListener('change', showOutputs);
  byId('delete').addEventListener('click', remove);
  showNumber();
}
