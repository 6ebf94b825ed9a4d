"""A reflection below its session: the three answers, the strengths, and the deeper form."""

from collections.abc import Iterator, Mapping

from peermentor.language import _
from peermentor.practice.contract.talk_views import ReflectionView


def parts(reflection: ReflectionView, questions: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """List the parts of a reflection, each with its title; a deeper question that is gone by its key."""
    yield _("What happened"), [reflection.happened]
    yield _("So what"), [reflection.so_what]
    yield _("Now what"), [reflection.now_what]
    yield _("Strengths"), [", ".join(reflection.strengths)]
    yield _("To improve"), [", ".join(reflection.improve)]
    for key, answer in reflection.deeper.items():
        yield questions.get(key, key), [answer]
