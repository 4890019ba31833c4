// How JupyterLab finds this extension: a container of webpack's module federation, written by hand. What it
// hands out are the plain modules beside it, so that no build stands between source and browser.
(() => {
  const beside = document.currentScript.src;
  const ours = (name) => new URL(name, beside).href;
  let shared = {};

  /** A package of JupyterLab's own, as the page has loaded it. */
  const packageOf = async (name) => {
    const [version] = Object.values(shared[name]);
    return (await version.get())();
  };

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB['sinau-desa'] = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => {
      const look = document.createElement('link');
      look.rel = 'stylesheet';
      look.href = ours('style.css');
      document.head.append(look);
      await new Promise((done) => (look.onload = look.onerror = done)); // the layout is measured with it
      const { plugins } = await import(ours('plugin.js'));
      const made = await plugins(packageOf);
      return () => ({ __esModule: true, default: made });
    },
  };
})();
