// What is said when the server no longer answers.

export const GONE =
  'Server berhenti, jadi sel tidak bisa dijalankan dan pekerjaan tidak tersimpan. ' +
  'Biarkan halaman ini terbuka dan jalankan start.py lagi.';
const EVERY = 5000; // milliseconds

/** Ask the server now and then whether it is there; `warn` gets a sentence, or '' once it is back. */
export function watchServer(base, warn) {
  let gone = false;
  const look = async () => {
    const there = await answers(`${base}api`);
    if (there === gone) {
      gone = !there;
      document.body.classList.toggle('sinau-tanpa-server', gone);
      warn(gone ? GONE : '');
    }
    setTimeout(look, EVERY);
  };
  setTimeout(look, EVERY);
}

async function answers(address) {
  try {
    await fetch(address, { cache: 'no-store', credentials: 'same-origin' });
    return true; // whatever it says, somebody is there; this address asks nobody who they are
  } catch {
    return false;
  }
}
