"""What a review asks a person to rate, and how each of it is talked about: one row for each dimension.

The texts are looked up where they are said, in the language in use.
"""

from msgspec import Struct

from peermentor.language import said_elsewhere


class Dimension(Struct, frozen=True, kw_only=True):
    """One dimension: its `word`, and the `statement` to rate from 1 (not at all) to 5 (fully).

    For a talk about it, `saw` says what was noticed, `effect` what that does and `ask` what would help.
    """

    word: str
    statement: str
    saw: str
    effect: str
    ask: str


DIMENSIONS: dict[str, Dimension] = {  # in the order they are asked
    "goals": Dimension(
        word=said_elsewhere("goals"),
        statement=said_elsewhere("We work on what matters to me"),
        saw=said_elsewhere("Our talks have moved away from what I set out to work on."),
        effect=said_elsewhere("I leave glad that we met, but what I need has not moved."),
        ask=said_elsewhere("Could we give the first fifteen minutes to one goal of mine and one of yours?"),
    ),
    "growth": Dimension(
        word=said_elsewhere("growth"),
        statement=said_elsewhere("I learn here"),
        saw=said_elsewhere("I have not learned much new here lately."),
        effect=said_elsewhere("I notice that I come with fewer questions."),
        ask=said_elsewhere(
            "Could we choose one thing for me to try before each meeting, and look at it together?"
        ),
    ),
    "respect": Dimension(
        word=said_elsewhere("respect"),
        statement=said_elsewhere("I am respected, and safe to say what I think"),
        saw=said_elsewhere("There were moments when I did not feel taken seriously."),
        effect=said_elsewhere("Since then I keep back things that I would rather bring to you."),
        ask=said_elsewhere(
            "Could we agree how we disagree, and stop for a moment when one of us asks for it?"
        ),
    ),
    "communication": Dimension(
        word=said_elsewhere("communication"),
        statement=said_elsewhere("We speak openly, and it is of use"),
        saw=said_elsewhere("We talk, and I am often unsure whether we have said what matters."),
        effect=said_elsewhere("I start to guess what you think, and I guess wrong."),
        ask=said_elsewhere("Could we end each meeting with one thing that helped and one to change?"),
    ),
    "commitment": Dimension(
        word=said_elsewhere("commitment"),
        statement=said_elsewhere("We both turn up and keep our word"),
        saw=said_elsewhere("I am not always sure that we both count on what we agreed."),
        effect=said_elsewhere("I hesitate to plan around it, and I have begun to expect less."),
        ask=said_elsewhere(
            "Could we promise each other less, and say early when something will not work out?"
        ),
    ),
    "balance": Dimension(
        word=said_elsewhere("balance"),
        statement=said_elsewhere("We both give and we both receive"),
        saw=said_elsewhere("One of us seems to give more here than the other."),
        effect=said_elsewhere("That makes it harder for me to ask, or to offer."),
        ask=said_elsewhere(
            "What would make it worth your time? Could each of us bring one thing to every meeting?"
        ),
    ),
    "energy": Dimension(
        word=said_elsewhere("energy"),
        statement=said_elsewhere("It leaves me with energy, and within my limits"),
        saw=said_elsewhere("I often come away from our meetings with little energy left."),
        effect=said_elsewhere("I need a while to get back to my day afterwards."),
        ask=said_elsewhere("Could we meet a little shorter, or a little less often, for a while?"),
    ),
    "mine": Dimension(
        word=said_elsewhere("my part"),
        statement=said_elsewhere("I do my part"),
        saw="",
        effect=said_elsewhere("It bothers me, because our time together deserves more."),
        ask=said_elsewhere("Would you ask me about it next time? And is what I bring of use to you?"),
    ),
}
