// A question before what cannot be taken back by a click.

import { byId, write } from './dom.js';

/** Asks; true: whoever was asked wants it. */
export function confirmed(question, action) {
  const dialog = byId('confirm');
  write(byId('confirm-question'), question);
  write(byId('confirm-yes'), action);
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

byId('confirm-yes').addEventListener('click', () => byId('confirm').close('yes'));
byId('confirm-no').addEventListener('click', () => byId('confirm').close());
