"""What the browser asks for: one module for each page of the room."""
