// Numbers beside sliders and in Lab's tooltips, as the rest of the course writes them: 2.400.000 · 37,5.

const READOUT = '.widget-readout[contenteditable]'; // a list of choices shows its own words
const NUMBER = /\d[\d,]*(?:\.\d+)?/g;

/** A text of ipywidgets' with its numbers in Indonesian. */
export function written(text) {
  return text.replace(NUMBER, (number) => {
    const [whole, part] = number.replaceAll(',', '').split('.');
    const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '.');
    return part === undefined ? grouped : `${grouped},${part}`;
  });
}

/** A number that somebody typed, in either way of writing, as ipywidgets reads it. */
export function read(text) {
  const [whole, part] = text.trim().split(',');
  const plain = /^\D*\d{1,3}(?:\.\d{3})+$/.test(whole) ? whole.replaceAll('.', '') : whole;
  return part === undefined ? plain : `${plain}.${part}`;
}

/** Write the number beside each slider of the notebooks, also while it moves; read what is typed there. */
export function writeReadouts(notebooks) {
  const shown = new WeakMap();
  const write = (readout) => {
    if (shown.get(readout) === readout.textContent || readout === document.activeElement) return;
    shown.set(readout, written(readout.textContent));
    readout.textContent = shown.get(readout);
    const handle = readout.parentElement?.querySelector('.noUi-handle');
    handle?.setAttribute('aria-valuetext', readout.textContent);
  };
  const take = (event) => {
    const readout = event.target.closest?.(READOUT);
    if (!readout || (event.type === 'keydown' && event.key !== 'Enter')) return;
    if (event.type === 'blur') {
      readout.textContent = read(readout.textContent);
    } else {
      event.stopImmediatePropagation();
      event.preventDefault();
      readout.blur();
    }
  };
  // The window comes first: when the slider looks, it finds a number that it can read.
  for (const kind of ['keydown', 'blur']) window.addEventListener(kind, take, true);
  notebooks.widgetAdded.connect((_, panel) => {
    const watch = new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const own = (target.parentElement ?? target).closest?.(READOUT) ?? target.closest?.(READOUT);
        if (own) write(own);
        for (const node of addedNodes) node.querySelectorAll?.(READOUT).forEach(write);
      }
    });
    watch.observe(panel.content.node, { childList: true, subtree: true, characterData: true });
    panel.disposed.connect(() => watch.disconnect());
  });
}

/** What Lab says of a file when the mouse rests on it: sizes as 16,4 kB, "ya" and "tidak". */
export function tellFiles() {
  window.addEventListener(
    'mouseover',
    (event) => {
      const item = event.target.closest?.('.jp-DirListing-item');
      if (item) item.title = ofFile(item.title);
    },
    true,
  );
}

export function ofFile(title) {
  return title
    .replace(/: true$/gm, ': ya')
    .replace(/: false$/gm, ': tidak')
    .replace(/(\d+(?:\.\d+)?) KB$/gm, (_, size) => `${size.replace('.', ',')} kB`)
    .replace(/(\d+(?:\.\d+)?) (B|MB|GB)$/gm, (_, size, unit) => `${size.replace('.', ',')} ${unit}`);
}
