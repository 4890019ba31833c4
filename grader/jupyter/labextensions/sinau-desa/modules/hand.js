// "Angkat tangan" in the bar of a class: whoever is stuck asks where they are stuck.

const EVERY = 10000; // milliseconds between two looks whether the trainer has come
const UP = 'Tanganmu terangkat; pelatih melihatnya. Sambil menunggu, kamu boleh terus belajar.';
const AWAY = 'Tanganmu belum terangkat; panggil pelatih dengan suara.';

/** Put the button into the bar where there is a class; `ask` fetches, `base` is the server's address. */
export async function offerHand(bar, base, ask) {
  const address = `${base}beranda/tangan.json`;
  const now = await told(ask(address));
  if (now === null) return setTimeout(() => offerHand(bar, base, ask), EVERY); // the server is away for a moment
  if (!now.kelas) return;
  let up = false;
  const button = bar.button('Angkat tangan', 'Minta pelatih datang', async () => {
    const body = new URLSearchParams({ tangan: up ? 'turun' : 'naik' });
    const answer = await told(ask(address, { method: 'POST', body }));
    if (answer) show(answer);
    bar.say(answer ? answer.kata || (up ? UP : '') : AWAY);
  });
  const show = ({ sejak }) => {
    up = sejak > 0;
    button.textContent = up ? 'Turunkan tangan' : 'Angkat tangan';
    button.classList.toggle('sinau-tangan', up);
  };
  const look = async () => {
    if (up && !document.hidden) {
      const answer = await told(ask(address));
      if (answer) show(answer);
    }
    setTimeout(look, EVERY);
  };
  show(now);
  bar.before.before(button);
  setTimeout(look, EVERY);
}

async function told(asked) {
  try {
    const answer = await asked;
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
