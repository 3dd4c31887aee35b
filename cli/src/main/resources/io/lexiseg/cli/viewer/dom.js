// Making and keeping elements. Text only ever becomes textContent, never markup.

export const byId = (id) => document.getElementById(id);

export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

/** An element of a drawing. */
export function svg(tag, attributes) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

export function button(className, text, label, action) {
  const node = element('button', className, text);
  node.type = 'button';
  node.title = label;
  node.setAttribute('aria-label', label);
  node.addEventListener('click', action);
  return node;
}

/** A colour, drawn: style attributes are not allowed on this page. */
export function swatch(colour) {
  const canvas = element('canvas', 'swatch');
  canvas.width = canvas.height = 12;
  canvas.setAttribute('aria-hidden', 'true');
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, 12, 12);
  return canvas;
}

/** Changes a text only where it is another one: nothing is drawn or read out for nothing. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Makes a list show entries and keeps the element of each that stays, so that focus, what is typed and
 * what somebody points at stay as well.
 */
export function keyed(list, entries, key, make, update) {
  const focused = document.activeElement;
  const known = new Map([...list.children].map((node) => [node.dataset.key, node]));
  const wanted = entries.map((entry, position) => {
    const id = String(key(entry));
    const node = known.get(id) ?? make(entry);
    known.delete(id);
    node.dataset.key = id;
    update?.(node, entry, position);
    return node;
  });
  known.forEach((node) => node.remove());
  wanted.forEach((node, position) => {
    if (list.children[position] !== node) list.insertBefore(node, list.children[position] ?? null);
  });
  if (focused !== document.activeElement && focused?.isConnected) focused.focus({ preventScroll: true });
}
