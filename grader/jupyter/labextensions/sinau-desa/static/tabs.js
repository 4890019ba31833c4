// What was run or left is saved, and the same lesson in two tabs of the browser is one.

const SOON = 700; // milliseconds after a run in which the next may follow
const LATER = 500; // milliseconds by which a file is newer than what was read, and not the same save

/** Save a notebook when a cell begins or has ended: who closes the tab then loses nothing. */
export function saveRuns(notebooks, actions) {
  const due = new WeakMap();
  const soon = (_, { notebook }) => {
    const context = notebooks.find((one) => one.content === notebook)?.context;
    if (!context) return;
    clearTimeout(due.get(context));
    due.set(context, setTimeout(() => save(context).catch(() => {}), SOON));
  };
  actions.executionScheduled.connect(soon);
  actions.executed.connect(soon);
}

/** Save each notebook when its tab goes out of sight; show what another tab has saved when it comes back. */
export function followTabs(notebooks, contents) {
  document.addEventListener('visibilitychange', () => {
    notebooks.forEach(({ context }) => {
      if (!context.isReady) return;
      const done = document.hidden ? save(context) : readAgain(context, contents);
      done.catch(() => {}); // without a server the bar says so, and what was written stays on the page
    });
  });
}

async function save(context) {
  if (!context.isDisposed && context.model.dirty && !context.model.readOnly) await context.save();
}

async function readAgain(context, contents) {
  if (context.model.dirty) return;
  const there = await contents.get(context.path, { content: false });
  const newer = new Date(there.last_modified) - new Date(context.contentsModel.last_modified);
  if (newer > LATER && !context.model.dirty) await context.revert();
}
