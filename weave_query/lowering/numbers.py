"""Room 6: the grammar of numbers in text, as the engines' regular expressions have it (semantics, section 3)."""

# [0-9] and [.]: \d and \. do not mean the same everywhere.
NUMBER_REGEX = "^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,2})?$"
# At most 19 digits, so that the cast that follows cannot overflow by far.
INTEGER_REGEX = "^-?(0|[1-9][0-9]{0,18})$"
MAX_NUMBER_TEXT = 40
SAFE_INTEGER = 9007199254740992
