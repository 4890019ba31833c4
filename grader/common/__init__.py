"""What every room may use: errors, files, names, progress, processes; it imports no other room."""
