"""What a room and the server in it both know of the room."""

HOME, LESSONS = "/rumah", "/kursus"
PROCESSES = 192  # threads count
