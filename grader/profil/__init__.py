"""A page for any of the 307 villages of Ponorogo, made by running one parameterised notebook."""
