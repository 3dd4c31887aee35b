'use strict';
// Asks for news a few times a second.

const POLL_MILLIS = 250;
let shownRevision = -1;

async function poll() {
  try {
    const state = await (await fetch('/api/state')).json();
    showWrites(state.writes);
    state.cameras.forEach(showCamera);
    if (state.vocabularyRevision !== shownRevision && !renaming()) {
      await refreshVocabularies(state.cameras[0]?.vocabularyId);
      shownRevision = state.vocabularyRevision;
    }
    await showAnswer();
  } catch (error) {
    showStatus('No answer from Lexiseg: ' + error.message, true);
  }
  setTimeout(poll, POLL_MILLIS);
}

poll();
