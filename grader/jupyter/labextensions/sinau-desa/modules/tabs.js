// The same notebook in two tabs of the browser: the tab in front has it, the other one saves it and lets go.

const CHANNEL = 'sinau-tab';
/** Milliseconds in which a tab that has the notebook says so, and those in which it has saved. */
const ANSWERS = 300;
const SAVES = 5000;

/**
 * Have each notebook in one tab at a time; a tab that comes to the front shows what the other one saved.
 * Gives a function that tells whether another tab has the notebook of a context.
 */
export function oneTabEach(notebooks, contents, channel = new BroadcastChannel(CHANNEL)) {
  const here = new WeakSet(); // contexts that this tab has
  const away = new WeakSet(); // and those that it let another tab have
  notebooks.widgetAdded.connect((_, { context }) => {
    const save = context.save.bind(context);
    context.save = async () => (away.has(context) ? undefined : save());
  });
  channel.addEventListener('message', async ({ data: { takes } }) => {
    const panel = takes && notebooks.find(({ context }) => context.path === takes && here.has(context));
    if (!panel) return;
    channel.postMessage({ saving: takes });
    await letGo(panel.context);
    here.delete(panel.context);
    away.add(panel.context);
    channel.postMessage({ given: takes });
  });
  const take = async (panel) => {
    const { context } = panel;
    if (here.has(context)) return;
    here.add(context);
    const old = away.has(context);
    panel.content.node.inert = old; // nothing is typed into what is about to be read again
    try {
      const given = await handedOver(channel, context.path);
      await context.ready;
      if ((given || old) && (await isOutdated(context, contents))) await context.revert();
    } finally {
      away.delete(context);
      panel.content.node.inert = false;
    }
  };
  const front = () => {
    const panel = notebooks.currentWidget;
    if (panel && !document.hidden) take(panel).catch(() => {}); // the bar says that the server is gone
  };
  notebooks.currentChanged.connect(front);
  window.addEventListener('focus', front);
  document.addEventListener('visibilitychange', front);
  return (context) => away.has(context);
}

async function letGo(context) {
  // What was not saved here is lost to neither: without a server no tab can read it either.
  if (context.isReady && context.model.dirty) await context.save().catch(() => {});
}

/** Ask the other tabs for a notebook; whether one had it. */
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
