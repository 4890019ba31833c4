// Numbers beside sliders and in Lab's tooltips, as the rest of the course writes them: 2.400.000 · 37,5.

const READOUT = '.widget-slider .widget-readout';
const NUMBER = /\d[\d,]*(?:\.\d+)?/g;

/** A text of ipywidgets' with its numbers in Indonesian. */
export function written(text) {
  return text.replace(NUMBER, (number) => {
    const [whole, part] = number.replaceAll(',', '').split('.');
    const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '.');
    return part === undefined ? grouped : `${grouped},${part}`;
  });
}

/** Whether a text is the slider's number: a slider over choices shows their words, such as a year. */
function isNumberOf(handle, text) {
  const number = Number(text.match(NUMBER)?.[0].replaceAll(',', ''));
  return Math.abs(number - Number(handle?.getAttribute('aria-valuenow'))) < 0.51; // the text may be rounded
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
    const text = readout.textContent;
    const handle = readout.parentElement?.querySelector('.noUi-handle');
    if (shown.get(readout) === text || readout === document.activeElement || !isNumberOf(handle, text)) return;
    shown.set(readout, written(text));
    readout.textContent = shown.get(readout);
    handle.setAttribute('aria-valuetext', readout.textContent);
  };
  const take = (event) => {
    const readout = event.target.closest?.(READOUT);
    if (!shown.has(readout) || !event.isTrusted) return;
    if (event.type === 'blur') {
      readout.textContent = read(readout.textContent);
      // The slider looks at what was typed when Enter comes.
      readout.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true }));
      write(readout);
    } else if (event.key === 'Enter') {
      event.stopImmediatePropagation();
      event.preventDefault();
      readout.blur();
    }
  };
  for (const kind of ['keydown', 'blur']) window.addEventListener(kind, take, true);
  notebooks.widgetAdded.connect((_, panel) => {
    const watch = new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const own = (target.closest ? target : target.parentElement)?.closest(READOUT);
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
