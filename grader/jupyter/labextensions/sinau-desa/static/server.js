// What is said when the server no longer answers.

const GONE =
  'Server berhenti, jadi sel tidak bisa dijalankan dan pekerjaan tidak tersimpan. ' +
  'Biarkan halaman ini terbuka dan jalankan start.py lagi.';
const CUT_OFF =
  'Sambungan ke kelas terputus, jadi sel tidak bisa dijalankan dan pekerjaan belum tersimpan. ' +
  'Biarkan halaman ini terbuka, periksa Wi-Fi, dan tunggu. Kalau lama, panggil pelatih.';
const EVERY = 5000; // milliseconds

/** Ask the server now and then whether it is there; `warn` gets a sentence, or '' once it is back. In a class
 * it is another computer's, and nothing can be started here. */
export function watchServer(base, inClass, warn) {
  let gone = false;
  const look = async () => {
    const there = await answers(`${base}api`);
    if (there === gone) {
      gone = !there;
      document.body.classList.toggle('sinau-tanpa-server', gone);
      warn(gone ? (inClass ? CUT_OFF : GONE) : '');
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
