"""The class server: JupyterHub for thirty phones on one laptop, each learner in a room of their own."""
