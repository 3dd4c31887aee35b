// One camera on the wall. Its picture is fetched when it changed, and while it can be seen.

import { element, keyed, swatch, write } from './dom.js';
import { lostFor, now, pictureOf } from './feed.js';
import { age, badge, figures, losses } from './words.js';

const STATES = ['LIVE', 'UNMASKED', 'SILENT', 'UNANSWERED'];

export class Tile {
  constructor(id, observer) {
    this.id = id;
    this.root = element('li', 'tile');
    this.picture = element('div', 'picture');
    this.badge = element('span', 'badge');
    this.age = element('span', 'age');
    this.figures = element('span', 'figures');
    this.losses = element('span', 'losses');
    this.legend = element('ul', 'legend');
    this.seen = element('p', 'seen');
    this.visible = false;
    this.loading = false;
    this.shown = 0;
    this.build();
    this.root.tile = this;
    observer.observe(this.root);
  }

  build() {
    const link = element('a', '', this.id);
    link.href = '#camera/' + encodeURIComponent(this.id);
    const name = element('h3');
    name.append(link);
    const line = element('p', 'line');
    line.append(this.badge, this.age, this.figures, this.losses);
    this.image = element('span', 'none', 'no picture yet');
    this.picture.append(this.image);
    this.root.append(this.picture, name, line, this.legend, this.seen);
  }

  see(visible) {
    this.visible = visible;
    if (visible) this.fetch();
  }

  show(camera) {
    this.camera = camera;
    STATES.forEach((state) => this.root.classList.toggle(state.toLowerCase(), camera.state === state));
    this.tick();
    write(this.figures, figures(camera));
    write(this.losses, losses(camera));
    write(this.seen, camera.seenInstead ? 'no category looks like: ' + camera.seenInstead + ': add?' : '');
    const about = camera.about;
    if (about && this.about !== about) {
      this.about = about;
      keyed(this.legend, about.legend, (entry) => entry.value + entry.colour + entry.category, (entry) => {
        const item = element('li');
        item.append(swatch(entry.colour), entry.category);
        return item;
      });
    }
    this.fetch();
  }

  /** Says how many words the legend has no room for. */
  countCut() {
    const cut = [...this.legend.children].filter((item) => item.offsetTop >= this.legend.clientHeight).length;
    this.legend.dataset.cut = cut ? '+' + cut : '';
  }

  /** Ages go on while nothing comes. */
  tick() {
    write(this.badge, badge(this.camera, now(), lostFor() > 0));
    write(this.age, this.camera.state === 'LIVE' ? age(this.camera, now()) : '');
  }

  /** At most one picture is on its way: a slow line shows fewer pictures, not older ones. */
  async fetch() {
    const number = pictureOf(this.camera);
    if (!number || number === this.shown || !this.visible || this.loading || document.hidden) return;
    this.loading = true;
    const next = element('img');
    next.alt = 'Camera ' + this.id + ', last masked frame';
    const width = Math.ceil(this.picture.clientWidth * Math.min(devicePixelRatio, 2));
    next.src = '/pictures/' + encodeURIComponent(this.id) + '/' + number + '/overlay-' + width;
    try {
      await next.decode();
      this.image.replaceWith(next);
      this.image = next;
    } catch {
      // gone meanwhile, or no picture: a newer one may do
    }
    this.shown = number;
    this.loading = false;
    this.fetch();
  }
}
