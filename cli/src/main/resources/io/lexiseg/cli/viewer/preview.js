// Words tried on the last frame of a camera, before anybody sees them.

import { byId, element, keyed, write } from './dom.js';
import { ask, isOver } from './answers.js';
import { allCameras } from './feed.js';
import { percent } from './words.js';

const AGAIN_MILLIS = 300;
const MOST_TIMES = 20;
let trial;

const pause = () => new Promise((resolve) => setTimeout(resolve, AGAIN_MILLIS));

function say(text, refused = false) {
  write(byId('try-state'), text);
  byId('try-state').classList.toggle('refused', refused);
}

function showCameras(preferred) {
  const ids = allCameras().map((one) => one.id);
  keyed(byId('try-camera'), ids, (id) => id, (id) => {
    const option = element('option', '', id);
    option.value = id;
    return option;
  });
  if (ids.includes(preferred)) byId('try-camera').value = preferred;
}

function areaRow(area) {
  const row = element('tr');
  const name = element('th', '', area.category);
  name.scope = 'row';
  row.append(name,
    element('td', '', area.livePixels === null ? '–' : percent(area.liveFraction)),
    element('td', '', area.proposedPixels === null ? '–' : percent(area.proposedFraction)));
  return row;
}

function showResult(id, preview) {
  byId('try-result').hidden = false;
  byId('try-before').hidden = preview.liveVersion === 0;
  byId('before').src = '/api/previews/' + id + '/' + preview.picture + '/before';
  byId('after').src = '/api/previews/' + id + '/' + preview.picture + '/after';
  write(byId('before-name'), 'Version ' + preview.liveVersion);
  const none = { category: 'no category', liveFraction: preview.liveUnlabelled, proposedFraction: preview.proposedUnlabelled };
  byId('areas').replaceChildren(...[...preview.areas, none].map(areaRow));
  say('Nothing has changed yet.');
}

/** Pictures and answer come on different ways: the one may be here before the other. */
async function fetchResult(id, mine) {
  for (let times = 0; times < MOST_TIMES && mine === trial; times++) {
    const found = await (await fetch('/api/previews/' + id)).json();
    if (mine !== trial) return;
    if (found.length) return showResult(id, found[0]);
    await pause();
  }
  if (mine === trial) say('No picture came of it: has the camera sent a frame?', true);
}

async function run() {
  const mine = trial = { ...trial };
  const camera = byId('try-camera').value;
  byId('try-result').hidden = true;
  if (!camera) {
    say('No camera has sent a frame yet.', true);
    return;
  }
  say('Being tried on ' + camera + ' …');
  const { vocabularyId, fields } = trial;
  const sent = await ask({ vocabularyId, action: 'PREVIEW', cameraIds: [camera], ...fields }, (answer) => {
    if (!isOver(answer) || mine !== trial) return;
    if (answer.state === 'READY') fetchResult(sent.id, mine).catch((error) => say(error.message, true));
    else say(answer.state === 'UNANSWERED' ? 'Nobody answers: is a processor running?' : 'Refused: ' + answer.error, true);
  });
  if (!sent.ok) say('Refused: ' + sent.problem, true);
}

/**
 * Shows what words would do.
 *
 * @param wanted {vocabularyId, fields: what is tried, and as which action, camera, use}
 */
export function tryWords(wanted) {
  trial = wanted;
  showCameras(wanted.camera);
  byId('try').showModal();
  run();
}

export function startPreviews() {
  byId('try-camera').addEventListener('change', run);
  byId('try-use').addEventListener('click', () => {
    const { use } = trial;
    byId('try').close();
    use();
  });
  byId('try-close').addEventListener('click', () => byId('try').close());
  byId('try').addEventListener('close', () => { trial = undefined; });
}
