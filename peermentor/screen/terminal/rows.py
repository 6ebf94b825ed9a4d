"""Asks a row of questions that belong together. Each shows its place, and the person can go back or ask why.

`<` goes back, `?` says why it is asked, `e` opens the editor on an answer in words, `-` empties what stands
in [ ].
"""

from collections.abc import Callable, MutableMapping, Sequence

from msgspec import Struct

from peermentor.errors import PeermentorError
from peermentor.language import _
from peermentor.practice.nouns import vocabulary
from peermentor.screen.terminal import ask

BACK, WHY, EDITOR, NOTHING = "<", "?", "e", "-"
RowAnswers = MutableMapping[str, str]  # what was answered, by the names of the questions


class RowQuestion(Struct, frozen=True, kw_only=True):
    """Holds one question of a row.

    - `read` turns what was typed into what is kept (a date in full, a whole word), and raises for a wrong
      answer. Its result is offered when the question is asked again, so it must read that as the same;
    - `default` gives what Enter takes, at the moment the question is asked;
    - `needed` says why it can't be left empty this time, or "" where it can;
    - `in_words` allows the editor for the answer;
    - `along` counts the question into the step of the question before it.
    """

    name: str
    text: str
    why: str
    read: Callable[[str], str] = str
    default: Callable[[], str] = str
    needed: Callable[[], str] = str
    in_words: bool = True
    along: bool = False


def one_of_words(name: str, text: str, why: str, allowed: Sequence[str]) -> RowQuestion:
    """Make a question whose answer is one of a few words, typed as its number or its first letters."""
    return RowQuestion(
        name=name,
        text=ask.choices_asked(text, allowed),
        why=why,
        read=lambda typed: ask.choose(typed, allowed),
        in_words=False,
    )


def word_said(said: RowAnswers, name: str, allowed: Sequence[str]) -> str | None:
    """Find which of the allowed words answers question `name`, as it is kept; None where it was skipped."""
    return vocabulary.match(said.get(name, ""), allowed)


def ask_row(questions: Sequence[RowQuestion], said: RowAnswers, write: Callable[[str], str]) -> None:
    """Ask one question after the other, and put every answer into `said` at once.

    `write` opens the editor on an answer and gives the text. Raises Abort when the person stops.
    """
    steps = sum(not question.along for question in questions)
    place = 0
    while place < len(questions):
        step = sum(not question.along for question in questions[: place + 1])
        where = _("({step} of {steps})").format(step=step, steps=steps)
        answer = _answer(questions[place], where, said, write)
        if answer is None:
            place = max(place - 1, 0)
        else:
            said[questions[place].name] = answer
            place += 1


def how_to_answer() -> str:
    """Say which single marks do something at a question of a row."""
    return _("< goes back, ? says why it is asked, e opens your editor, - empties what stands in [ ].")


def _answer(question: RowQuestion, where: str, said: RowAnswers, write: Callable[[str], str]) -> str | None:
    """Ask one question; None where the person goes back."""
    kept, again = ask.memory(), question.name in said
    default = said.get(question.name) or _earlier(kept, question, again=again) or question.default()
    while (typed := ask.ask_line(f"{where} {question.text}", default)) != BACK:
        if typed == WHY:
            ask.tell(f"  {question.why}")
            continue
        if question.in_words and typed.casefold() == EDITOR:
            written = _written(default, write)
            if written is None:
                continue
            default = typed = written
        if typed == NOTHING:
            typed = ""
        if not typed and (why := question.needed()):
            ask.tell(f"  {why}")
            continue
        if not typed or ask.passes(question.read, typed):
            answer = question.read(typed) if typed else ""
            ask.echo(typed, answer)
            if kept and (answer or again or default):
                kept.keep(question.name, answer, again=again)
            return answer
    return None


def _earlier(kept: ask.Memory | None, question: RowQuestion, *, again: bool) -> str:
    return kept.earlier(question.name) if kept and not again else ""


def _written(so_far: str, write: Callable[[str], str]) -> str | None:
    """Let the person write in the editor; None, after printing the reason, where that failed."""
    try:
        return write(so_far).strip()
    except PeermentorError as error:
        for line in filter(None, (error.message, error.hint)):
            ask.tell(f"  {line}")
        return None
