"""Words that occur nowhere else, by which what was planted is found again.

Long enough that no random name of a file, no nonce and no compressed picture holds one by chance: four or five letters
were not, once in some forty runs.
"""

import re

#: Of canaries (zq), of confidences (zs) and of what a public page carries (zt); and of public twins.
TOKEN = re.compile(r"z[qst][a-z]{2}xwq|twin[a-z]{4}")


def token_of(kind: str, place: int) -> str:
    """A word that is the beginning of no other such word. *kind* is its second letter."""
    return f"z{kind}{chr(ord('a') + place // 26)}{chr(ord('a') + place % 26)}xwq"
