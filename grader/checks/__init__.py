"""What a check is and how an answer is judged: pure functions, no files, no learner code.

The path of an answer: `observe` turns a value in the learner's namespace into plain JSON, `evaluate`
compares that JSON with a lock (the key itself for the grader, sealed digests for the trainee) and gives a
`Verdict`. One module a kind of answer stands in `kinds`.
"""
