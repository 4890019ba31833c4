"""The one exception whose text a trainee or a trainer reads."""


class SinauError(Exception):
    """Something the user can mend.

    The message is one Indonesian sentence that names the file or the value and says what to do next.
    The command line prints it without a traceback and exits with status 1.
    """
