// "Bagikan" beside "Unduh berkas": hands the file on to WhatsApp or mail where the browser can.

const DOWNLOAD = '.sinau-kumpul a[download]';
const REFUSED = 'Peramban ini tidak bisa membagikan berkas itu. Pakai tombol "Unduh berkas", lalu lampirkan di WhatsApp.';

/** Put the button beside each download of the notebooks; `ask` fetches a file, `say` shows a sentence. */
export function offerSharing(notebooks, ask, say) {
  if (!canShare(new File([new Uint8Array(1)], 'a.zip', { type: 'application/zip' }))) return;
  notebooks.widgetAdded.connect((_, panel) => {
    const offer = () => panel.content.node.querySelectorAll(DOWNLOAD).forEach((link) => addButton(link, ask, say));
    const watch = new MutationObserver(offer);
    watch.observe(panel.content.node, { childList: true, subtree: true });
    panel.disposed.connect(() => watch.disconnect());
  });
}

function canShare(file) {
  return Boolean(navigator.share && navigator.canShare?.({ files: [file] }));
}

function addButton(link, ask, say) {
  if (link.nextElementSibling?.matches('.sinau-bagikan')) return;
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'sinau-bagikan', textContent: 'Bagikan' });
  button.addEventListener('click', () => share(link, ask, say));
  link.after(button);
}

async function share(link, ask, say) {
  try {
    const answer = await ask(link.href);
    const name = decodeURIComponent(new URL(link.href).pathname.split('/').pop());
    const file = new File([await answer.blob()], name, { type: 'application/zip' });
    await navigator.share({ files: [file], title: name });
    say('');
  } catch (problem) {
    if (problem.name !== 'AbortError') say(REFUSED); // whoever closes the list of apps has changed their mind
  }
}
