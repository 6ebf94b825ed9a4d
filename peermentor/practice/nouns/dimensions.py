"""The dimensions that a person rates in a review, one row each, with the words to talk about it.

The texts are looked up where they are said, in the language in use.
"""

from msgspec import Struct

from peermentor.language import said_elsewhere


class Dimension(Struct, frozen=True, kw_only=True):
    """One dimension: its `word`, and the `statement` to rate from 1 (not at all) to 5 (fully).

    For a talk about it, `feeling` is a sentence that is true for everyone who rated it low, and `ask` is one
    example of what would help.
    """

    word: str
    statement: str
    feeling: str
    ask: str


DIMENSIONS: dict[str, Dimension] = {  # in the order they are asked
    "goals": Dimension(
        word=said_elsewhere("goals"),
        statement=said_elsewhere("We work on what matters to me"),
        feeling=said_elsewhere("For me, too little of our time goes to what matters to me."),
        ask=said_elsewhere("Could we give the first fifteen minutes to one goal of mine and one of yours?"),
    ),
    "growth": Dimension(
        word=said_elsewhere("growth"),
        statement=said_elsewhere("I learn here"),
        feeling=said_elsewhere("I feel that I learn little here."),
        ask=said_elsewhere(
            "Could we choose one thing for me to try before each talk, and look at it together?"
        ),
    ),
    "respect": Dimension(
        word=said_elsewhere("respect"),
        statement=said_elsewhere("I am respected, and safe to say what I think"),
        feeling=said_elsewhere("I don't feel respected and safe enough here to say what I think."),
        ask=said_elsewhere(
            "Could we agree how we disagree, and stop for a moment when one of us asks for it?"
        ),
    ),
    "communication": Dimension(
        word=said_elsewhere("communication"),
        statement=said_elsewhere("We speak openly, and it is of use"),
        feeling=said_elsewhere("I feel that our talks could be more open and more useful."),
        ask=said_elsewhere("Could we end each talk with one thing that helped and one to change?"),
    ),
    "commitment": Dimension(
        word=said_elsewhere("commitment"),
        statement=said_elsewhere("We both turn up and keep our word"),
        feeling=said_elsewhere("I don't feel sure that we both turn up and keep our word."),
        ask=said_elsewhere(
            "Could we promise each other less, and say early when something will not work out?"
        ),
    ),
    "balance": Dimension(
        word=said_elsewhere("balance"),
        statement=said_elsewhere("We both give and we both receive"),
        feeling=said_elsewhere("Giving and receiving do not feel equal to me here."),
        ask=said_elsewhere(
            "What would make it worth your time? Could each of us bring one thing to every talk?"
        ),
    ),
    "energy": Dimension(
        word=said_elsewhere("energy"),
        statement=said_elsewhere("It leaves me with energy, and within my limits"),
        feeling=said_elsewhere("Our talks cost me more energy than I have for them."),
        ask=said_elsewhere("Could we meet a little shorter, or a little less often, for a while?"),
    ),
    "mine": Dimension(
        word=said_elsewhere("my part"),
        statement=said_elsewhere("I do my part"),
        feeling=said_elsewhere("I am not content with my own part."),
        ask=said_elsewhere("Would you ask me about it next time? And is what I bring of use to you?"),
    ),
}
