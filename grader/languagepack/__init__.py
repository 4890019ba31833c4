"""JupyterLab in Indonesian, registered under the entry point `jupyterlab.languagepack`.

`locale/id_ID/LC_MESSAGES/jupyterlab.json` maps each English text, as JupyterLab's code has it (after its
context and U+0004, where it has one), to a list of its Indonesian text (twice, where English has a plural).
"""
