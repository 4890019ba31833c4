"""Every sentence a verdict says, apart from the author's own."""

from __future__ import annotations

import re

from grader.checks.spec import Outcome

#: Icon and word of each outcome; colour is never the only cue.
FACES: dict[Outcome, tuple[str, str]] = {
    Outcome.RIGHT: ("✔", "Benar"),
    Outcome.PARTIAL: ("◐", "Sebagian benar"),
    Outcome.NOT_YET: ("✎", "Belum tepat"),
    Outcome.BLANK: ("○", "Belum dikerjakan"),
    Outcome.CRASHED: ("⚠", "Kode berhenti karena galat"),
}

#: Typical slips by identifier: what was seen. Each is true of whatever came out so, however it came about: it
#: says what the answer *is*, or by which slip it *comes out* ("keluar kalau"), and guesses at nothing done.
SLIPS: dict[str, str] = {
    "times-100": "Angkamu 100 kali terlalu besar, seperti kalau persen dan pecahan tertukar.",
    "divided-by-100": "Angkamu 100 kali terlalu kecil, seperti kalau pecahan dan persen tertukar.",
    "times-1000": "Angkamu 1.000 kali terlalu besar; periksa satuan (ribu, juta), titik, kali dan bagi.",
    "divided-by-1000": "Angkamu 1.000 kali terlalu kecil; periksa satuan (ribu, juta), titik, kali dan bagi.",
    "times-10000": "Angkamu 10.000 kali terlalu besar; periksa kali dan baginya, terutama dengan 100.",
    "divided-by-10000": "Angkamu 10.000 kali terlalu kecil; periksa kali dan baginya, terutama dengan 100.",
    "other-marks": "Huruf dan angkanya sudah pas; periksa tanda di antaranya: titik, spasi, atau garis.",
    "sign": "Angkanya sudah pas, tetapi tandanya terbalik (plus dan minus).",
    "swapped-fraction": "Hasil ini keluar kalau pembilang dan penyebutnya tertukar.",
    "complement": "Hasil ini keluar kalau yang dihitung bagian sisanya, bukan bagian yang ditanyakan.",
    "too-big-100": "Angkamu 100 kali terlalu besar; periksa banyaknya nol, atau kali dan baginya.",
    "too-small-100": "Angkamu 100 kali terlalu kecil; periksa banyaknya nol, atau kali dan baginya.",
    "off-by-one": "Hasilmu meleset satu; hitung sekali lagi.",
    "rounding": "Hasil ini keluar kalau angkanya dibulatkan terlalu awal; simpan angka lengkapnya.",
    "rounded-away": "Hasil ini keluar kalau angkanya dibulatkan terlalu kasar; simpan angka lengkapnya.",
    "number-as-text": "Angkanya sudah pas, tetapi masih berupa teks.",
    "percent-as-text": "Persennya sudah pas, tetapi masih berupa teks; yang diminta pecahannya.",
    "thousands-dot": "Titik ribuan membuat Python membaca angka lain.",
    "comma-in-number": "Koma di dalam angka membuat Python membaca dua isi, bukan satu angka.",
    "table-for-count": "Ini masih tabelnya, belum satu angka; banyaknya baris tabel ini sudah pas.",
    "function-not-called": "Ini fungsinya sendiri, belum hasilnya; panggil dengan tanda kurung ().",
    "column-for-number": "Ini masih satu kolom atau daftar; yang diminta satu angka.",
    "leading-zero": "Nol di depannya hilang; kode ditulis sebagai teks, bukan angka.",
    "wrapped": "Jawabannya masih terbungkus kurung; tulis isinya saja.",
    "letters-as-text": "Hurufnya sudah pas, tetapi masih satu tulisan; yang diminta sebuah daftar.",
    "more-than-asked": "Jawabannya ada di dalam tulisanmu; tulis itu saja, tanpa kata lain.",
    "case-and-spaces": "Tulisannya hampir sama; periksa huruf besar, huruf kecil, dan spasi.",
    "number-for-bool": "Jawab dengan True atau False, bukan 1 atau 0.",
    "date-as-text": "Tanggalnya sudah pas, tetapi masih berupa teks; ubah dulu menjadi tanggal.",
    "month-day": "Tanggal ini keluar kalau bulan dan harinya tertukar.",
    "back-to-front": "Isinya sudah ada, tetapi urutannya persis terbalik.",
    "unsorted": "Isinya sudah ada, tetapi urutannya belum seperti yang diminta.",
    "column-names": "Isinya sudah ada; samakan nama kolom persis seperti di soal.",
    "mean-for-median": "Hasil ini keluar dari rata-rata (mean); yang ditanya nilai tengah (median).",
    "median-for-mean": "Hasil ini keluar dari nilai tengah (median); yang ditanya rata-rata (mean).",
    "count-for-sum": "Ini banyaknya baris; yang ditanya jumlah nilainya.",
    "sum-for-count": "Ini jumlah nilainya; yang ditanya banyaknya baris.",
    "sum-for-mean": "Ini jumlahnya; yang ditanya rata-ratanya.",
    "mean-for-sum": "Ini rata-ratanya; yang ditanya jumlahnya.",
    "minimum-maximum": "Hasil ini keluar kalau yang terkecil dan yang terbesar tertukar.",
    "missing-filter": "Hasil ini keluar kalau ada saringan yang tertinggal; periksa baris yang ikut.",
    "reversed-filter": "Hasil ini keluar kalau saringannya terbalik; periksa syaratnya.",
    "edge-filter": "Hasil ini keluar kalau batasnya keliru. Periksa batas: ikutkah nilai yang tepat di situ?",
    "sort-direction": "Hasil ini keluar kalau urutannya terbalik.",
    "times-10": "Angkamu 10 kali terlalu besar; periksa banyaknya nol, atau kali dan baginya.",
    "divided-by-10": "Angkamu 10 kali terlalu kecil; periksa banyaknya nol, atau kali dan baginya.",
    "minus-for-plus": "Hasil ini keluar kalau ada yang dikurangi, padahal seharusnya ditambah.",
    "plus-for-minus": "Hasil ini keluar kalau ada yang ditambah, padahal seharusnya dikurangi.",
    "times-for-plus": "Hasil ini keluar kalau ada yang dikali, padahal seharusnya ditambah.",
    "plus-for-times": "Hasil ini keluar kalau ada yang ditambah, padahal seharusnya dikali.",
    "divided-for-minus": "Hasil ini keluar kalau ada yang dibagi, padahal seharusnya dikurangi.",
    "minus-for-divided": "Hasil ini keluar kalau ada yang dikurangi, padahal seharusnya dibagi.",
    "divided-for-times": "Hasil ini keluar kalau ada yang dibagi, padahal seharusnya dikali.",
    "times-for-divided": "Hasil ini keluar kalau ada yang dikali, padahal seharusnya dibagi.",
    "swapped-sides": "Hasil ini keluar kalau kiri dan kanan tanda - atau / tertukar.",
    "missing-term": "Hasil ini keluar kalau ada bagian rumus yang belum ikut dihitung.",
    "brackets": "Hasil ini keluar kalau tanda kurungnya belum tepat. Tanpa kurung, * dan / dikerjakan dulu, "
    "dan yang membagi hanya satu angka tepat sesudah /.",
    "percent-inside": "Hasil ini keluar kalau persen dan pecahan tertukar di dalam rumus; 25% ditulis 0.25.",
    "dotted-inside": "Hasil ini keluar kalau satu angka di rumus 1.000 kali terlalu kecil; periksa nolnya.",
    "formula": "Hasil ini keluar kalau rumusnya sedikit lain; periksa tanda, urutan, dan yang belum ikut.",
    "rows": "Hasil ini keluar kalau baris yang ikut lain; periksa syarat, batas, dan nilainya.",
    "source": "Hasil ini keluar kalau tabel, kolom, atau barisnya lain; periksa namanya dan saringannya.",
    "percent-modulo": "Di Python tanda % berarti sisa pembagian, bukan persen.",
    "term-twice": "Hasil ini keluar kalau ada bagian rumus yang terhitung dua kali.",
    "zeros-inside": "Hasil ini keluar kalau satu angka di rumus kelebihan atau kekurangan satu nol.",
    "whole-division": "Hasil ini keluar dengan //, yang membuang angka di belakang koma; bagi dengan /.",
    "other-number": "Hasil ini keluar kalau satu angka di rumus diganti angka lain; periksa semuanya.",
    "other-divisor": "Hasil ini keluar kalau pembaginya lain; periksa lagi: dibagi dengan banyaknya apa?",
    "other-table": "Hasil ini keluar kalau yang dipakai tabel lain; periksa nama tabelnya.",
    "other-group": "Hasil ini keluar kalau yang tersaring kelompok lain; periksa nilai di saringannya.",
    "some-rows": "Hasil ini keluar kalau baru sebagian baris yang ikut dihitung.",
    "mean-of-means": "Hasil ini keluar dari rata-rata tiap kelompok; rata-ratakan semua baris langsung.",
    "sum-for-median": "Ini jumlahnya; yang ditanya nilai tengahnya (median).",
    "largest-alone": "Hasil ini keluar dari nilai yang terbesar saja, bukan dari ringkasan yang ditanya.",
    "different-values": "Ini banyaknya nilai yang berbeda, bukan yang ditanya.",
    "neighbour": "Angka ini sama dengan jawaban soal di atas; baca lagi apa yang ditanya di sini.",
    "number-above": "Angka ini tertulis di bagian lain notebook ini; di sini yang ditanya lain.",
    "number-of-lesson": "Angka ini ada di pelajaran; di sini yang ditanya lain.",
    "given-number": "Angka ini tertulis di soal, tetapi bukan itu yang ditanya.",
    "other-column": "Hasil ini keluar kalau yang dipakai kolom lain; periksa nama kolomnya.",
}

#: Slips of a formula that may come out the same by chance.
FORMULAS = frozenset(
    [
        "minus-for-plus",
        "plus-for-minus",
        "times-for-plus",
        "plus-for-times",
        "divided-for-minus",
        "minus-for-divided",
        "divided-for-times",
        "times-for-divided",
        "swapped-sides",
        "missing-term",
        "brackets",
        "percent-inside",
        "dotted-inside",
        "term-twice",
        "zeros-inside",
        "whole-division",
        "other-number",
        "other-divisor",
        "formula",
    ]
)

#: Slips that change only the size of the answer, by a power of ten.
SCALES = frozenset(
    [
        "times-10",
        "divided-by-10",
        "times-100",
        "divided-by-100",
        "too-big-100",
        "too-small-100",
        "times-1000",
        "divided-by-1000",
        "times-10000",
        "divided-by-10000",
    ]
)

#: What to try next after a slip; the others get NEXT.
SLIP_NEXT: dict[str, str] = {
    "number-as-text": "Simpan angkanya saja, tanpa tanda kutip: 1250000 atau 1_250_000, dan 0.25.",
    "percent-as-text": "Tulis pecahannya tanpa tanda kutip dan tanpa tanda persen: 25% ditulis 0.25.",
    "comma-in-number": "Tulis 1250000 atau 1_250_000, tanpa koma; koma desimal ditulis dengan titik: 0.25.",
    "table-for-count": "Hitung barisnya dengan len(...).",
    "divided-by-1000": "Tulis angkanya utuh, dengan semua nolnya: 1250000 atau 1_250_000.",
    "thousands-dot": "Tulis tanpa titik ribuan, misalnya 1250000 atau 1_250_000.",
    "dotted-inside": "Tulis setiap angka utuh, tanpa titik ribuan, misalnya 1250 atau 1_250.",
    "percent-inside": "Periksa setiap persen di dalam rumus: tulis 0.25 atau 25 / 100.",
    "rounding": "Hitung dengan angka lengkap; bulatkan hanya saat menulis hasil.",
    "rounded-away": "Hitung dengan angka lengkap; bulatkan hanya saat menulis hasil.",
    "letters-as-text": 'Tulis setiap huruf dengan kutipnya sendiri, dipisah koma: ["A", "B"].',
    "leading-zero": "Baca kolom kode sebagai teks, jangan diubah menjadi angka.",
}

#: What was typed and means something else to Python: what to think of it, and what to try.
TYPED: dict[str, tuple[str, str]] = {
    "dotted-inside": ("Titik membuat Python membaca `{written}` sebagai {read}.", "Tulis `{meant}`."),
    "dot-misplaced": ("Titik membuat Python membaca `{written}` sebagai {read}.", "Tulis `{meant}`."),
    "columns-one-by-one": (
        "`{written}` memakai kolom yang pertama saja; yang lain tidak ikut.",
        "Tulis kolom-kolomnya sebagai satu daftar: `{meant}`.",
    ),
    "value-for-counts": (
        "`{written}` tidak mencari tulisan itu: teks di dalam kurungnya mengubah banyaknya menjadi bagian.",
        "Ambil isinya dengan kurung siku: `{meant}`.",
    ),
    "percent-modulo": (
        "Bagi Python `{written}` bukan persen: tanda % di situ berarti sisa pembagian.",
        "Tulis `{meant}`.",
    ),
    "comma-in-number": ("Koma membuat Python membaca `{written}` sebagai dua isi.", "Tulis `{meant}`."),
    "comma-between": (
        "Koma di `{written}` membuat beberapa isi, bukan satu hasil hitungan.",
        "Ganti komanya dengan tanda hitung yang sesuai, misalnya `+` atau `*`.",
    ),
    "comma-lost": (
        "Di `{written}` tidak ada koma, jadi keduanya dibaca sebagai satu tulisan.",
        "Taruh koma di antaranya.",
    ),
    "length-of-condition": (
        "`{written}` dari sebuah syarat menghitung semua baris, yang ya dan yang tidak.",
        'Taruh syaratnya di dalam kurung siku: `len(tabel[tabel["kolom"] ...])`.',
    ),
    "caret-for-power": (
        "Tanda `^` di `{written}` bukan pangkat bagi Python.",
        "Pangkat ditulis `**`: `{meant}`.",
    ),
    "stored-for-asked": (
        "`{written}` menyimpan, bukan bertanya: isinya menjadi {read}.",
        "Untuk bertanya, pakai dua tanda: `{meant}`.",
    ),
    "whole-division": ("Tanda `//` membuang angka di belakang koma.", "Untuk membagi, tulis `/`."),
}

#: A result that the cell works out and the answer does not profit from: what became of it, what to try.
LOST: dict[str, tuple[str, str]] = {
    "not-kept": (
        "Hasil `{code}` tidak disimpan, jadi tidak ikut ke jawabanmu.",
        "Simpan hasilnya dengan `=`, lalu pakai nama itu untuk jawabanmu.",
    ),
    "only-compared": (
        "`{code}` hanya membandingkan: tidak ada yang disimpan atau disaring.",
        "Untuk menyimpan, pakai satu tanda `=`; untuk menyaring, taruh syaratnya di dalam kurung siku.",
    ),
    "not-used": (
        "`{code}` sudah kamu buat, tetapi jawabanmu tidak memakainya.",
        "Mulai dari `{code}` di baris sesudahnya.",
    ),
    "column-elsewhere": (
        "Kolom `{code}` sudah kamu buat, tetapi tidak ikut ke jawabanmu.",
        "Buat kolom itu di tabel jawabanmu, atau susun jawabanmu dari tabel yang memuatnya.",
    ),
    "replaced": (
        "`{code}` kamu isi lagi tanpa memakai isinya yang tadi, jadi yang tadi hilang.",
        "Mulai baris berikutnya dari `{code}`, supaya isi yang tadi ikut.",
    ),
}

#: A name of the notebook that the cell fills anew: what it does, what to try.
REMADE: dict[str, tuple[str, str]] = {
    "prepared": (
        "Sel ini mengisi lagi {names}, yang sudah disiapkan di atas dengan saringannya.",
        "Hapus baris itu, lalu jalankan lagi sel yang menyiapkannya, baru sel ini.",
    ),
    "made": (
        "Sel ini mengisi lagi {names}, yang sudah ada di atas.",
        "Hapus baris itu atau beri nama lain, lalu jalankan lagi sel di atas yang membuatnya, baru sel ini.",
    ),
}

#: Values of types that no answer has, by the name of the type: what was seen, what to try.
_GROUPS = (
    "Isi `{name}` baru pengelompokannya; ringkasannya belum dihitung.",
    "Tambahkan ringkasannya di belakang, misalnya .sum(), .mean(), atau .median().",
)
_DAYS = (
    "Isi `{name}` masih selisih tanggal, belum angka.",
    "Ambil banyaknya hari dengan .days.",
)
OTHERS: dict[str, tuple[str, str]] = {
    "timedelta": _DAYS,
    "Timedelta": _DAYS,
    "DataFrameGroupBy": _GROUPS,
    "SeriesGroupBy": _GROUPS,
    "ndarray": (
        "Isi `{name}` hanya angka-angkanya; nama kolomnya hilang.",
        "Simpan tabelnya sendiri, tanpa .values atau .to_numpy().",
    ),
    "module": (
        "Isi `{name}` adalah sebuah pustaka, bukan hasil.",
        "Untuk grafik, simpan gambarnya: hasil .plot.bar(...), atau plt.gca().",
    ),
    "type": ("Isi `{name}` adalah sebuah jenis, bukan hasil.", "Panggil dengan tanda kurung ()."),
    "Foto": (
        "Isi `{name}` masih sebuah foto, belum angkanya.",
        "Ambil angkanya di belakang nama foto, misalnya `.terang`.",
    ),
    "generator": (
        "Isi `{name}` belum dihitung.",
        "Jadikan daftar dengan list(...), atau hitung dengan sum(...).",
    ),
}

NOTHING_FOUND = (
    "Hasilnya 0, seperti kalau saringan tidak menemukan baris: periksa kolom, tulisan, huruf, dan batasnya."
)
NAN = "Hasilnya kosong (NaN), seperti kalau saringan tidak menemukan baris, atau ada angka yang kosong."
TOO_LARGE = "Angkanya terlalu besar. Periksa tanda hitungnya, dan apakah ada pembagian dengan nol."

EXAMPLE = "Contoh serupa dengan angka lain:\n{}"
NEXT = "Ubah jawabanmu, lalu jalankan lagi (Shift + Enter) sampai hasil periksanya muncul."
NEXT_HINT = "Buka petunjuk di bawah kalau perlu, lalu coba lagi."
DONE = "Lanjutkan ke bawah."

BLANK = "Di sini masih ada ____ yang perlu kamu ganti."
BLANK_NEXT = "Ganti ____ dengan jawabanmu, lalu jalankan lagi (Shift + Enter) sampai hasil periksanya muncul."
COMPARED = "`{name} == ...` hanya membandingkan, jadi `{name}` belum berisi jawabanmu."
COMPARED_NEXT = "Pakai satu tanda `=` untuk menyimpan: `{name} = ...`, lalu jalankan lagi (Shift + Enter)."
LEFT = "Sel jawabanmu sudah dijalankan lagi, tetapi tidak mengisi `{name}` lagi; isinya masih yang lama."
LEFT_NEXT = "Simpan jawabanmu dengan `{name} = ...`, tanpa `print(...)`, lalu jalankan lagi (Shift + Enter)."
ASKED = "Baris yang diakhiri `?` dibaca sebagai permintaan bantuan, jadi `{name}` belum berisi jawabanmu."
ASKED_NEXT = 'Kalau itu teks, beri tanda kutip: `{name} = "..."`, lalu jalankan lagi (Shift + Enter).'
NOTED = "`{name} : ...` dengan titik dua tidak menyimpan apa-apa, jadi `{name}` belum berisi jawabanmu."
NOTED_NEXT = "Pakai tanda `=`: `{name} = ...`, lalu jalankan lagi (Shift + Enter)."
SHOWN = "Selmu hanya menampilkan hasilnya, jadi `{name}` belum berisi jawabanmu."
EMPTY = "Isi `{name}` masih kosong."
EMPTY_NEXT = "Tulis jawabanmu, lalu jalankan lagi (Shift + Enter) sampai hasil periksanya muncul."
MISSING = "Nama `{name}` belum dikenal di notebook ini."
MISSING_NEXT = (
    "Jalankan dulu sel jawabannya (Shift + Enter). Kalau sudah, periksa ejaannya, dan hapus `#` di depan "
    "barisnya kalau ada: jawabanmu harus disimpan dengan `{name} = ...`."
)
NONE = "Nama `{name}` belum berisi apa-apa (None)."
NONE_NEXT = (
    "Yang hanya menampilkan, seperti `print(...)` dan `gambar(...)`, dan yang memakai `inplace=True` tidak "
    "memberi hasil. "
    "Isi `{name}` dengan jawabannya sendiri, di baris tersendiri."
)
BROKEN = "Isi `{name}` tidak bisa dibaca."
BROKEN_NEXT = "Tulis jawaban dalam bentuk biasa: angka, teks, daftar, atau tabel."
CHOOSE = "Tulis satu huruf saja, di antara tanda kutip: {letters}."
WRONG_TYPE = "Yang diminta {wanted}, sedangkan `{name}` berisi {found}."
QUOTED_NEXT = "Hapus tanda kutipnya, supaya Python menghitung dengan isi nama itu."
FORMULA_QUOTED_NEXT = "Hapus tanda kutipnya, supaya Python menghitungnya."
NOT_YET = "Belum sama dengan yang diminta."
ALL_ROWS = "Nama kolom dan banyaknya baris sudah sesuai, tetapi barisnya bukan yang diminta."
ALL_ITEMS = "Banyaknya sudah sesuai, tetapi isi setiap nomor belum sesuai."
ELSEWHERE = "Banyaknya sudah sesuai. Ada isi yang tepat tetapi di nomor lain; yang lain belum sesuai."
#: How a sentence on a table ends that lacks rows and has no other ones.
LACKS_SOME = "Semuanya termasuk yang diminta, tetapi masih ada yang kurang."
#: How a sentence on the rows of a table begins; where the release knows how many are due, it says which way.
ROW_COUNT = "Banyaknya baris belum sesuai"
TOO_MANY_ROWS = "Barisnya terlalu banyak"
TOO_FEW_ROWS = "Barisnya terlalu sedikit"
#: What is true of most wrong answers: what the cell is made of tells more.
VAGUE = frozenset([NOT_YET, ALL_ROWS, ALL_ITEMS, ELSEWHERE])
#: The same of a table or a list: which column or how many rows, and no place in it.
_NO_PLACE = re.compile(
    r"Isi kolom \w+ belum sesuai\.|Periksa lagi isi kolom [\w, ]+\.|Ada isi atau urutan yang belum sesuai\."
    rf"|(?:{ROW_COUNT}|{TOO_MANY_ROWS}|{TOO_FEW_ROWS}); tabelmu punya [\d.]+ baris\."
)
#: How a sentence begins on columns or rows that are not there: another table or text may have been taken.
OF_COLUMNS, NO_ROWS = "Kolom ", "Tabelmu tidak punya baris"
#: How a sentence begins that names rows or numbers of an answer: what the cell is made of may tell why.
IN_PLACES = ("Isi kolom `", "Yang belum sesuai: nomor")
RIGHT = "Jawabanmu sesuai."
DOTTED_BY_LUCK = (
    "Awas: `{written}` dibaca Python sebagai {read}. Kali ini jawabanmu tetap diterima; lain kali tulis "
    "`{meant}`."
)
RIGHT_SO_FAR = "Hasilnya sesuai untuk contoh di soal. Saat dinilai, fungsimu juga dicoba dengan masukan lain."
PROSE_COMPLETE = "Bagian yang diminta sudah ada. Isinya dinilai pelatih."
PARTIAL = "Sebagian sudah sesuai."
CRASHED_AFTER = "{said} Sesudah itu selnya berhenti: {crash}"
CRASHED_AFTER_NEXT = "Jawabannya sudah tersimpan. Perbaiki atau hapus baris yang berhenti."
CRASHED_NEXT = "Perbaiki sel jawabannya dulu, jalankan sampai tanpa galat, lalu periksa lagi."


def is_vague(said: str) -> bool:
    """Whether a sentence names no place in the answer and no cause: what the cell is made of tells more."""
    return said in VAGUE or _NO_PLACE.fullmatch(said) is not None
