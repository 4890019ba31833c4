"""What a room and the server in it both know of the room."""

HOME, LESSONS = "/rumah", "/kursus"
PROCESSES = 192  # threads count
MEMORY_BYTES = 1_100 << 20  # of all processes of a room, what they share with the zygote left out
TEMP_BYTES, SHARED_BYTES = 128 << 20, 64 << 20  # of its file systems in memory
