"""tips, guide, questions and the hints at the end: coaching when it is wanted, and never in the way."""

from itertools import pairwise
from pathlib import Path
from shutil import copytree

import pytest

from peermentor import templates
from tests.cli.used import refused, used_desk
from tests.conftest import Desk


@pytest.fixture
def used(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


def unfolded(text: str) -> str:
    return " ".join(text.split())


class TestTips:
    def test_one_for_the_journal_as_it_is_the_same_that_today_gives(self, used: Desk) -> None:
        tip = used.data("tips")
        assert set(tip) == {"tips", "why", "all"}
        assert set(tip["tips"][0]) == {"key", "text", "moments", "about", "unless", "row"}
        today = used.data("today")["tip"]
        assert (tip["tips"][0]["key"], tip["why"]) == (today["key"], today["why"])
        answer = used.do("tips")
        assert tip["tips"][0]["text"] in unfolded(answer.out)
        assert f"Why this one: {tip['why']}" in unfolded(answer.out)
        assert answer.err == "Hint: Another one: peermentor tips -n\n"

    def test_next_is_another_one(self, used: Desk) -> None:
        keys = [used.data("tips", *words)["tips"][0]["key"] for words in ((), ("--next",), ("-nn",))]
        assert len(set(keys)) == 3

    def test_about_a_word_or_a_moment(self, used: Desk) -> None:
        assert "isten" in used.do("tips", "--about", "listen").out
        found = used.data("tips", "--about", "first-meeting", "--all")
        assert all("first-meeting" in tip["moments"] for tip in found["tips"])
        assert found["all"] is True

    def test_all_of_them_by_their_moment(self, used: Desk) -> None:
        answer = used.do("tips", "--all")
        assert "Looking for someone  looking" in answer.out
        assert max(map(len, answer.out.splitlines())) <= 80
        assert len(used.data("tips", "--all")["tips"]) >= 40

    def test_about_nothing_there_is(self, used: Desk) -> None:
        refused(used, 3, "tips", "--about", "quantum", says="Nothing here is about “quantum”", on="one of:")
        refused(used, 3, "tips", "--about", "", says="Nothing here is about “”", on="one of:")

    def test_it_needs_no_journal(self, desk: Desk) -> None:
        assert desk.do("tips").out
        assert not desk.path.exists()


class TestGuide:
    def test_alone_it_lists_its_pages(self, desk: Desk) -> None:
        answer = desk.do("guide")
        assert answer.out.startswith("what        What peer mentoring is, and what it is not\n")
        assert answer.err == ""
        pages = desk.data("guide")["pages"]
        assert [page["key"] for page in pages] == [page.key for page in templates.guide("en")]
        assert set(pages[0]) == {"key", "title"}

    def test_a_page_is_found_by_a_start_or_a_word_of_its_title(self, desk: Desk) -> None:
        for typed in ("boundaries", "BOUND", "expectations"):
            answer = desk.do("guide", typed)
            assert answer.out.startswith("Expectations and boundaries\n")
            assert "peermentor agree" in unfolded(answer.out)
        found = desk.data("guide", "what")
        assert set(found) == {"page", "next"}
        assert set(found["page"]) == {"key", "title", "text", "table", "row"}
        assert desk.data("guide", "sources")["next"] == ""

    def test_a_page_there_is_not_and_one_that_could_be_two(self, desk: Desk) -> None:
        refused(desk, 3, "guide", "pay", says="The guide has no page “pay”", on="what, principles")
        refused(desk, 3, "guide", "b", says="“b” could be benefits, boundaries", on="Type more")
        refused(desk, 3, "guide", "", says="no page “”", on="what")


class TestQuestions:
    def test_the_bank_by_moment_and_role(self, used: Desk) -> None:
        answer = used.do("questions", "--moment", "promise", "--role", "mentor")
        assert "A promise that waits  promise" in answer.out
        assert "off-your-plate" in answer.out
        assert "my-delay" not in answer.out
        assert max(map(len, used.do("questions").out.splitlines())) <= 80
        (first, *_rest) = used.data("questions")["questions"]
        assert set(first) == {"key", "text", "moments", "role", "row", "starred"}

    def test_a_star_is_kept_and_prep_asks_it(self, used: Desk) -> None:
        before = used.do("prep", "maya", "--dry-run").out
        assert "Which piece of your work" not in before
        answer = used.do("questions", "--star", "quietly-proud")
        assert answer.out.startswith("Starred quietly-proud: Which piece of your work are you proud of")
        (star,) = used.tables()["stars"].values()
        assert star["question"] == "quietly-proud"
        assert "★ Which piece of your work" in used.do("questions", "--starred").out
        assert "Which piece of your work" in unfolded(used.do("prep", "maya", "--dry-run").out)
        assert used.data("questions", "--unstar", "quietly-proud")["question"]["starred"] is False
        assert used.do("questions", "--starred").out == "None. See them all: peermentor questions\n"

    def test_what_cannot_be(self, used: Desk) -> None:
        refused(
            used, 3, "questions", "--star", "whynow", says="no question “whynow”", on="Did you mean why-now?"
        )
        refused(used, 4, "questions", "--unstar", "why-now", says="“why-now” has no star", on="--starred")
        used.do("questions", "--star", "why-now")
        refused(used, 4, "questions", "--star", "why-now", says="has a star already", on="--starred")
        refused(
            used, 2, "questions", "--moment", "lunch", says="--moment can't be “lunch”", on="first-meeting"
        )
        refused(used, 2, "questions", "--role", "boss", says="--role can't be “boss”", on="mentor, mentee")
        refused(used, 2, "questions", "--star", "x", "--starred", says="one at a time", on="Leave out")


class TestHints:
    @pytest.fixture
    def met(self, desk: Desk) -> Desk:
        desk.do("add-mentor", "Maya Pranata", "--every", "3w")
        return desk

    def test_the_first_is_the_next_date_then_another(self, met: Desk) -> None:
        first = met.do("log", "maya", "--notes", "We began").err
        assert first.startswith("Hint: No next date is agreed yet. Agree on one now.")
        second = met.do("log", "maya", "--notes", "Again").err
        assert second == (
            "Hint: You and Maya have met more than once; say what you expect of each other. "
            "peermentor agree maya\n"
        )

    def test_one_person_leads_every_session(self, met: Desk) -> None:
        for when in ("2026-06-01", "2026-06-10", "2026-06-20"):
            met.do("log", "maya", "--date", when, "--led", "me", "--next", "2026-07-20")
        heard = {met.on(f"2026-07-0{n}T09:00").do("today").err for n in range(2, 9)}
        assert any('let Maya bring what comes first next time. peermentor add-topic maya "…" --from them' in h
                   for h in heard)  # fmt: skip
        assert any("went by without feedback" in h for h in heard)

    def test_after_done_and_check_in_too_and_not_twice_the_same(self, met: Desk) -> None:
        for when in ("2026-06-01", "2026-06-10", "2026-06-20"):
            met.do("log", "maya", "--date", when, "--next", "2026-07-20")
        met.do("add-goal", "Say no", "--with", "maya")
        heard = []
        for number in range(1, 4):
            met.on(f"2026-07-0{number}T09:00")
            met.do("promise", "maya", "Write")
            heard += [met.do("done", f"p{number}").err, met.do("check-in", "g1", str(number)).err]
        assert all(h.startswith("Hint: ") for h in heard)
        assert all(one != other for one, other in pairwise(heard))

    def test_quiet_and_a_dry_run_have_none(self, met: Desk) -> None:
        assert met.do("--quiet", "log", "maya", "--notes", "x").err == ""
        assert "Hint" not in met.do("log", "maya", "--notes", "x", "--dry-run").err


class TestBrokenCoaching:
    @pytest.fixture
    def broken(self, used: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        folder = tmp_path / "templates"
        copytree(templates.FOLDER / "en", folder / "en")
        monkeypatch.setattr(templates, "FOLDER", folder)
        templates.load.cache_clear()
        yield folder / "en"
        templates.load.cache_clear()

    def test_prep_and_today_do_without_and_say_so(self, used: Desk, broken: Path) -> None:
        (broken / "tips.toml").write_text("[a]\ntext = \n")
        for words in (("prep", "maya"), ("today",), ("tips",), ("questions",)):
            answer = used.do(*words)
            assert "tips.toml can't be read at line 2: it is not TOML." in answer.err
            assert "pip install --force-reinstall peermentor" in answer.err
        prep = used.data("prep", "maya")
        assert prep["tip"] is None
        assert next(part for part in prep["parts"] if part["key"] == "topics")["items"]

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda text: text.replace("row = 5\n", 'row = "five"\n', 1),
            lambda text: text.replace('title = "What', 'titel = "What', 1),
            lambda text: text.replace("[what]", "what = 3\n[whatever]"),
            lambda text: text.replace("[what]", "[what"),
        ],
    )
    def test_a_page_that_cannot_be_read_is_named_with_its_line(self, used: Desk, broken: Path, spoil) -> None:
        guide = broken / "guide.toml"
        whole = guide.read_text("utf-8")
        guide.write_text(spoil(whole), "utf-8")
        line = whole.splitlines().index("[what]") + 1
        says = f"guide.toml can't be read at line {line}: "
        answer = refused(used, 1, "guide", "what", says=says, on="force-reinstall")
        assert answer.json["error"]["code"] == "coaching"

    def test_a_file_that_is_gone_or_not_utf8(self, used: Desk, broken: Path) -> None:
        (broken / "guide.toml").write_bytes(b"# fine\n[what]\n\xff")
        refused(used, 1, "guide", says="line 3: it is not UTF-8 text", on="force-reinstall")
        (broken / "guide.toml").unlink()
        refused(used, 1, "guide", says="line 1: No such file", on="force-reinstall")
