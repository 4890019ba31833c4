"""Ruang Pelatih: a trainer's evening in the browser; every step calls what the commands call."""
