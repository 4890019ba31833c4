"""The kit: what a learner gets on a USB stick, made from a checkout."""
