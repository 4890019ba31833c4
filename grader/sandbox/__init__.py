"""The wall: learners' code runs in a bubblewrap namespace, its results come back as plain JSON."""
