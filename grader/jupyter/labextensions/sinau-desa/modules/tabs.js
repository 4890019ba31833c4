// The same notebook in two tabs of the browser: the tab in front has it, the other one saves it and lets go.

const CHANNEL = 'sinau-tab';
/** Milliseconds in which a tab that has the notebook says so, and those in which it has saved. */
const ANSWERS = 300;
const SAVES = 5000;
/** What somebody does in a notebook: after it nothing is read again over that work. */
const DEEDS = ['keydown', 'beforeinput', 'click'];

/**
 * Have each notebook in one tab at a time; a tab that comes to the front shows what the other one saved.
 * Of another tab that is too busy to answer in time this one shows later what it saved, unless something was
 * done here by then.
 * Gives a function that tells whether another tab has the notebook of a context.
 */
export function oneTabEach(notebooks, contents, channel = new BroadcastChannel(CHANNEL)) {
  const here = new WeakSet(); // contexts that this tab has
  const asking = new WeakSet(); // those of them that wait for an answer
  const untouched = new WeakSet(); // those in which nothing was done since
  const away = new WeakSet(); // and those that it let another tab have
  const contextOf = (path) => notebooks.find(({ context }) => context.path === path && here.has(context))?.context;
  notebooks.widgetAdded.connect((_, { context, content: { node } }) => {
    for (const deed of DEEDS) node.addEventListener(deed, () => untouched.delete(context), true);
    const save = context.save.bind(context);
    context.save = async () => (away.has(context) ? undefined : save());
  });
  const letGo = async (context) => {
    channel.postMessage({ saving: context.path });
    // What was not saved here is lost to neither: without a server no tab can read it either.
    if (context.isReady && context.model.dirty) await context.save().catch(() => {});
    here.delete(context);
    away.add(context);
    channel.postMessage({ given: context.path });
  };
  const showSaved = async (context) => {
    await context.ready;
    if (await isOutdated(context, contents)) await context.revert();
  };
  const take = async ({ context, content: { node } }) => {
    if (here.has(context)) return;
    here.add(context);
    asking.add(context);
    untouched.add(context);
    const old = away.has(context);
    node.inert = old; // nothing is typed into what is about to be read again
    try {
      const given = await handedOver(channel, context.path);
      if (old || (given && untouched.has(context))) await showSaved(context);
    } finally {
      away.delete(context);
      asking.delete(context);
      node.inert = false;
    }
  };
  const quietly = (promise) => promise.catch(() => {}); // the bar says that the server is gone
  channel.addEventListener('message', ({ data: { takes, given } }) => {
    const context = contextOf(takes ?? given);
    if (!context) return;
    if (takes) quietly(letGo(context));
    else if (!asking.has(context) && untouched.has(context)) quietly(showSaved(context));
  });
  const front = () => {
    const panel = notebooks.currentWidget;
    if (panel && !document.hidden) quietly(take(panel));
  };
  notebooks.currentChanged.connect(front);
  window.addEventListener('focus', front);
  document.addEventListener('visibilitychange', front);
  return (context) => away.has(context);
}

/** Ask the other tabs for a notebook; whether one gave it in time. */
function handedOver(channel, path) {
  return new Promise((done) => {
    const end = (given) => {
      channel.removeEventListener('message', hear);
      done(given);
    };
    let patience = setTimeout(() => end(false), ANSWERS);
    const hear = ({ data: { saving, given } }) => {
      if (saving === path) {
        clearTimeout(patience);
        patience = setTimeout(() => end(true), SAVES);
      }
      if (given === path) end(true);
    };
    channel.addEventListener('message', hear);
    channel.postMessage({ takes: path });
  });
}

async function isOutdated({ path, contentsModel }, contents) {
  const there = await contents.get(path, { content: false, hash: true });
  return there.hash !== contentsModel?.hash;
}
