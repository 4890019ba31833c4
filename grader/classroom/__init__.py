"""A class folder: its paths and configuration, roster, hand-ins, gradebook."""
