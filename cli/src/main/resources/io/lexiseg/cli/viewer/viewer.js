// Puts the parts of the page together.

import { byId, write } from './dom.js';
import { allCameras, listen, lostFor, now, rest, start } from './feed.js';
import { askForAnswers } from './answers.js';
import { chosenCamera, showFull, startFull } from './full.js';
import { showVocabularies, startVocabulary } from './vocabulary.js';
import { showWall, startWall } from './wall.js';
import { processors, span } from './words.js';

let answeredRevision = -1;

/** How the whole stands, in one line. Without a word from the viewer nothing shown is sure. */
function showSystem() {
  const lost = lostFor();
  document.body.classList.toggle('lost', lost > 0);
  byId('system').classList.toggle('refused', lost > 0 || rest().answering === 'SILENT');
  write(byId('system'), lost
    ? 'No connection to the viewer for ' + span(lost) + ': what is shown may be old.'
    : processors(rest().answering, allCameras(), now()));
}

listen((changed, gone) => {
  showSystem();
  showWall(changed, gone);
  showFull(changed, gone);
  if (rest().vocabularies !== answeredRevision) {
    answeredRevision = rest().vocabularies;
    askForAnswers();
  }
  showVocabularies(allCameras()[0]?.about?.vocabularyId).catch(() => {}); // the next word brings it again
});

startWall();
startFull();
startVocabulary(chosenCamera);
start();
setInterval(showSystem, 500);
