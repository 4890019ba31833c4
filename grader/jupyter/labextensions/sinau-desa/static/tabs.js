// The same lesson in two tabs of the browser: what is left is saved, what is come back to is read again.

const LATER = 500; // milliseconds by which a file is newer than what was read, and not the same save

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
