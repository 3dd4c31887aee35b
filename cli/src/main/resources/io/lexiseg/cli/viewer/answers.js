// Commands that were sent, until somebody says what became of them.

import { byId, write } from './dom.js';

const SLOW_MILLIS = 10000;
const GIVEN_UP_MILLIS = 60000;
const ASKED_MILLIS = 1000;
const awaited = new Map();
let token = '';

export function showStatus(text, refused = false) {
  write(byId('status'), text);
  byId('status').classList.toggle('refused', refused);
}

export const useToken = (text) => { token = text; };

/**
 * Asks for a change. The hearer is told each answer: {state, version, error, remarks}; the last one has a
 * state other than PENDING. UNANSWERED: nobody said anything for long.
 */
export async function ask(wish, hear, path = '/api/commands') {
  let response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token ? { Authorization: 'Bearer ' + token } : {}),
      },
      body: JSON.stringify(wish),
    });
  } catch (error) {
    return { ok: false, problem: 'no answer from Lexiseg: ' + error.message };
  }
  if (!response.ok) return { ok: false, problem: await response.text() };
  const id = (await response.json()).commandId;
  awaited.set(id, { hear, since: Date.now(), asking: false });
  return { ok: true, id };
}

async function askFor(id, command) {
  if (command.asking) return;
  command.asking = true;
  try {
    const response = await fetch('/api/commands/' + encodeURIComponent(id));
    const waited = Date.now() - command.since;
    const nothing = waited > GIVEN_UP_MILLIS ? { state: 'UNANSWERED' } : { state: 'NOTHING' };
    const answer = response.status === 200 ? await response.json() : nothing;
    if (isOver(answer)) awaited.delete(id);
    command.hear({ ...answer, waited });
  } finally {
    command.asking = false;
  }
}

/** Asks what became of all commands: something may have changed. */
export function askForAnswers() {
  awaited.forEach((command, id) => askFor(id, command).catch(() => {}));
}

setInterval(askForAnswers, ASKED_MILLIS);

/** Whether nothing more will be said. */
export const isOver = (answer) => !['NOTHING', 'PENDING'].includes(answer.state);

/** Says on the page how a change stands. */
export function tell(answer, what = 'Version') {
  if (answer.state === 'NOTHING') {
    if (answer.waited > SLOW_MILLIS) {
      showStatus('Not answered for ' + Math.round(answer.waited / 1000) + ' s: is a processor running?', true);
    }
  } else if (answer.state === 'UNANSWERED') {
    showStatus('Not answered for a minute: given up. What you typed is still there.', true);
  } else if (answer.state === 'PENDING') {
    showStatus(what + ' ' + answer.version + ' is being prepared … ' + answer.error);
  } else if (answer.state === 'FAILED') {
    showStatus('Refused: ' + answer.error, true);
  } else {
    showStatus(what + ' ' + answer.version + ' is in use.');
  }
}
