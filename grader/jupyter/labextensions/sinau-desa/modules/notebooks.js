// Names of tabs, how soon a notebook has its kernel, and how many stay open.

/** The lesson before is at hand; the one before that gives its memory back. */
const MOST = 2;
/** Milliseconds after which the new lesson is drawn and the old one can be put away. */
const DRAWN = 2000;

/** What the course says of the notebook of a panel: `{kind, id, title}`, or nothing. */
export function about(panel) {
  return panel?.content.model?.getMetadata('sinau');
}

/** "Latihan 1-01", "1-01 Mulai di sini"; another file keeps its name. */
export function nameOf(told) {
  if (!told?.id) return null;
  const number = /^\d-\d\d/.exec(told.id)?.[0];
  if (told.kind === 'exercise') return number ? `Latihan ${number}` : told.title;
  return number ? `${number} ${told.title}` : told.title;
}

/** Give each tab its name. Lab takes a tab that is named anew for a file to be renamed, so that has to go first. */
export function nameTabs(notebooks) {
  notebooks.widgetAdded.connect(async (_, panel) => {
    await panel.context.ready;
    const wanted = nameOf(about(panel));
    if (wanted && panel.title.changed.disconnect(panel._onTitleChanged, panel)) panel.title.label = wanted;
  });
}

/** Have the server give a notebook its kernel while its text is still being fetched and drawn; Lab begins after that. */
export function startEarly(app, notebooks, post) {
  const { kernelspecs } = app.serviceManager;
  notebooks.widgetAdded.connect((_, { context, sessionContext }) => {
    const kernel = kernelspecs.specs?.default;
    if (!kernel || context.isReady) return;
    const name = context.path.split('/').pop();
    const asked = post('api/sessions', { path: context.path, name, type: 'notebook', kernel: { name: kernel } });
    const initialize = sessionContext.initialize.bind(sessionContext);
    // Lab looks for a session of this notebook and makes one where there is none: two, if it looked before ours is there.
    sessionContext.initialize = async () => {
      await asked.catch(() => {});
      return sessionContext.isDisposed ? false : initialize();
    };
    sessionContext.kernelPreference = { ...sessionContext.kernelPreference, name: kernel };
    sessionContext.initialize();
  });
}

/** The browser's Back and Forward lead through the lessons that were open. */
export function followHistory(base, documents) {
  const lessons = new URL(`${base}doc/tree/`, window.location.href).pathname;
  window.addEventListener('popstate', () => {
    const { pathname } = window.location;
    if (pathname.startsWith(lessons)) documents.openOrReveal(decodeURIComponent(pathname.slice(lessons.length)));
  });
}

/** Save when the page goes out of sight: a phone ends what it does not show. */
export function saveOnLeaving(notebooks) {
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) return;
    notebooks.forEach(({ context }) => {
      // Without a server the bar says so, and what was written stays on the page.
      if (context.isReady) saveChanges(context).catch(() => {});
    });
  });
}

/**
 * Close the oldest notebook, saved, when a third one opens, and end the kernels that no open one has;
 * `isElsewhere` tells whether another tab has a context's notebook, with its kernel.
 */
export function keepFew(app, notebooks, isElsewhere) {
  const order = [];
  const isOld = (panel) => order.indexOf(panel) < order.length - MOST;
  notebooks.currentChanged.connect((_, panel) => {
    if (!panel) return;
    const at = order.indexOf(panel);
    if (at >= 0) order.splice(at, 1);
    else panel.disposed.connect(() => order.splice(order.indexOf(panel), 1));
    order.push(panel);
    panel.sessionContext.ready.then(() => setTimeout(() => closeOld(order, isOld, isElsewhere), DRAWN));
  });
  app.restored.then(() => endLeftBehind(app, notebooks));
  notebooks.widgetAdded.connect((_, panel) => panel.sessionContext.ready.then(() => endLeftBehind(app, notebooks)));
}

async function saveChanges(context) {
  if (context.model.dirty && !context.model.readOnly) await context.save();
}

/** One that has come to the front again while it was being saved stays. */
async function closeOld(order, isOld, isElsewhere) {
  for (const panel of order.filter(isOld)) {
    await saveChanges(panel.context);
    if (panel.isDisposed || panel.context.model.dirty || !isOld(panel)) continue;
    const session = panel.sessionContext;
    session.kernelPreference = { ...session.kernelPreference, shutdownOnDispose: !isElsewhere(panel.context) };
    panel.dispose();
  }
}

/** Kernels of pages that were closed; the last one used stays warm for coming back. */
async function endLeftBehind(app, notebooks) {
  const { sessions } = app.serviceManager;
  await sessions.refreshRunning();
  const open = new Set(notebooks.filter(() => true).map((panel) => panel.sessionContext.session?.id));
  // One that has a connection is open in another tab.
  const isLeft = ({ id, type, kernel }) => type === 'notebook' && !open.has(id) && !kernel?.connections;
  const left = [...sessions.running()].filter(isLeft);
  left.sort((a, b) => (a.kernel?.last_activity ?? '').localeCompare(b.kernel?.last_activity ?? ''));
  const room = Math.max(0, MOST - notebooks.size);
  for (const one of left.slice(0, left.length - room)) {
    if (one.kernel?.execution_state !== 'busy') await sessions.shutdown(one.id);
  }
}

/** Give each open notebook a kernel again whose own ended with its server; whether there was one. */
export async function renewKernels(app, notebooks) {
  const { sessions } = app.serviceManager;
  await sessions.refreshRunning();
  const alive = new Set([...sessions.running()].map((one) => one.kernel?.id));
  const ended = notebooks.filter(({ sessionContext }) => !alive.has(sessionContext.session?.kernel?.id));
  for (const { sessionContext } of ended) {
    await sessionContext.changeKernel({ name: sessionContext.kernelPreference.name ?? 'python3' });
  }
  return ended.length > 0;
}
