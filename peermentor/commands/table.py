"""The table of all commands: the module of each, what it is for, and an example to type.

The module of a command is imported only when the command runs, so that `--help` and completion are quick.
"""

from functools import cache

from msgspec import Struct

from peermentor.language import _


class Command(Struct, frozen=True):
    """One command: its function, named like it, is in the module `module` of `commands/`.

    `writes` adds --dry-run. `second` is another example, where there are two ways to use it; `note` says on
    the help page what it is not for.
    """

    name: str
    module: str
    panel: str
    summary: str
    example: str
    writes: bool = False
    note: str = ""
    second: str = ""

    @property
    def examples(self) -> str:
        """The end of its help page: one example a line."""
        return "\n".join(filter(None, (self.example, self.second)))

    @property
    def page(self) -> str:
        """The beginning of its help page: what it is for, and what it is not for."""
        return f"{self.summary}\n\n{self.note}" if self.note else self.summary

    @property
    def function(self) -> str:
        """The name of its function; `import` is a word of Python, so that one is called `take_in`."""
        return "take_in" if self.name == "import" else self.name.replace("-", "_")


@cache
def commands() -> dict[str, Command]:
    """List every command, in the order people meet it, in the language in use."""
    rituals, anything, people, growth, journal, guidance, data = (
        _("Rituals"),
        _("Anything"),
        _("People"),
        _("Growth"),
        _("Journal"),
        _("Guidance"),
        _("Data"),
    )
    gone = _("drop: no longer needed; delete: should never have been; forget: no trace; close: it ends.")
    rows = (
        Command("today", "today", rituals, _("What needs you now, and nothing else."), "peermentor today",
                second="peermentor today --brief"),
        Command("prep", "prep", rituals, _("An agenda from everything still open between you."),
                _("peermentor prep maya --date friday"), writes=True,
                second="peermentor prep maya --markdown"),
        Command("log", "log", rituals, _("Keep a talk: what was said, promised and learned."),
                _('peermentor log maya --notes "We rehearsed it twice" '
                  '--i-will "Write the script by friday"'),
                writes=True,
                second="peermentor log maya --edit"),
        Command("review", "review", rituals, _("Does this relationship still serve you? With the evidence."),
                _("peermentor review maya --rate goals=5 --rate respect=5 --decide continue"), writes=True,
                second="peermentor review maya"),
        Command("rehearse", "rehearse", rituals, _("Words made ready for a talk that is hard to have."),
                _('peermentor rehearse maya --happened "You moved two talks" --ask "Tell me a day before"'),
                writes=True,
                second=_('peermentor rehearse maya --went "Better than I feared"')),
        Command("show", "show", anything, _("One thing, whole: a talk, a promise, a goal, a peer."),
                "peermentor show s1",
                second="peermentor maya"),
        Command("edit", "edit", anything, _("Put anything right: FIELD=VALUE, or in the editor."),
                _("peermentor edit p1 due=friday"), writes=True,
                second="peermentor edit s1"),
        Command("later", "later", anything, _("Another day for what is to come: p3, t2, a goal, a meeting."),
                _("peermentor later p1 friday"), writes=True,
                second=_('peermentor later maya "next week" --review')),
        Command("delete", "delete", anything, _("Take away what should never have been there."),
                "peermentor delete p3 t1", writes=True, note=gone,
                second="peermentor delete s1 --with-all"),
        Command("merge", "merge", anything, _("Somebody entered twice becomes one person again."),
                "peermentor merge m3 m2", writes=True),
        Command("add-mentor", "mentors", people, _("Add a peer you learn with, or hope to."),
                _('peermentor add-mentor "Maya Pranata" --skill negotiation --every 3w --minutes 45'),
                writes=True,
                second='peermentor add-mentor "Zoë Łukasik" --candidate'),
        Command("mentors", "mentors", people, _("Everyone you learn with."), "peermentor mentors"),
        Command("mentor", "mentors", people, _("One peer, with all that is open between you."),
                "peermentor mentor maya"),
        Command("edit-mentor", "mentors", people, _("Change what is kept about a peer."),
                _("peermentor edit-mentor maya --every 2w --next friday"), writes=True),
        Command("fit", "fit", people, _("Does this person fit? A checklist with what you saw."),
                _('peermentor fit zoe --answer time=yes --evidence time="moved a call for us"'), writes=True,
                second="peermentor fit zoe maya"),
        Command("opener", "opener", people, _("The first words to say: three ways, ready to copy."),
                "peermentor opener zoe --kind message --keep --sent", writes=True,
                second=_("peermentor opener zoe --skill modelling")),
        Command("agree", "agree", people, _("What you expect of each other, and how either may stop."),
                _('peermentor agree maya --every 3w --minutes 45 --boundary "Nothing after seven"'),
                writes=True,
                second="peermentor agree maya --markdown"),
        Command("pause", "ending", people, _("Let it rest for a while."),
                _('peermentor pause maya --until "in 3 weeks" --because "Release time"'), writes=True),
        Command("resume", "ending", people, _("Take up again what was paused or closed."),
                "peermentor resume maya", writes=True),
        Command("close", "ending", people, _("End it well: thanks, lessons, nothing left open."),
                _('peermentor close maya --thanks "You said it to my face" --release'),
                writes=True, note=gone,
                second=_('peermentor close zoe --declined --because "No time this year"')),
        Command("add-goal", "goals", growth, _("Say what you are growing towards, and how you will know."),
                _('peermentor add-goal "Say no with an option" --with maya --success "Three rounds held" '
                  "--by 2026-09-30"), writes=True,
                second=_('peermentor add-goal "Chair a round" --follows g1')),
        Command("goals", "goals", growth, _("Your goals and theirs: progress, pace, days left."),
                "peermentor goals --with maya"),
        Command("goal", "goals", growth, _("One goal with its milestones and check-ins."),
                "peermentor goal g1"),
        Command("edit-goal", "goals", growth, _("Change a goal, or end it: reached, let go, handed on."),
                _("peermentor edit-goal g1 --state reached"), writes=True,
                second=_('peermentor edit-goal g1 --by "end of october"')),
        Command("check-in", "goals", growth, _("Say how far a goal has come."),
                _('peermentor check-in g1 40 --note "Tried in a small round"'), writes=True),
        Command("add-topic", "topics", growth, _("Park something to talk about next time."),
                _('peermentor add-topic maya "How do you answer in a corridor?" --important'), writes=True),
        Command("topics", "topics", growth, _("What is parked for the next talk."), "peermentor topics"),
        Command("promise", "promises", growth, _("Keep a promise made between meetings."),
                _('peermentor promise maya "Send the draft" --by friday'), writes=True,
                second=_('peermentor promise maya "Send the template" --theirs')),
        Command("promises", "promises", growth, _("What you owe each other."),
                "peermentor promises --overdue",
                second="peermentor promises --with maya"),
        Command("done", "done", growth,
                _("A promise kept, a topic discussed, a goal reached, a thing tried."),
                "peermentor done p1", writes=True,
                second=_('peermentor done s1.1 --outcome "It worked"')),
        Command("drop", "done", growth, _("No longer needed: release a promise or a topic."),
                _('peermentor drop p3 --because "No longer needed"'), writes=True, note=gone,
                second="peermentor drop p2 --released"),
        Command("add-win", "wins", growth, _("Keep something that went well."),
                _('peermentor add-win "The director chose option B" --with maya'), writes=True),
        Command("wins", "wins", growth, _("What went well, by month: for a review of your work."),
                "peermentor wins --since 2026-07-01 --markdown"),
        Command("add-feedback", "feedback", growth, _("Keep feedback you gave a peer, or got from them."),
                _('peermentor add-feedback maya received --situation "Planning round" '
                  '--behaviour "I waited" --impact "They asked"'), writes=True,
                second=_('peermentor add-feedback maya given "Your summary helped me"')),
        Command("feedback", "feedback", growth, _("Feedback you gave and got, latest first."),
                "peermentor feedback --with maya"),
        Command("sessions", "sessions", journal, _("The talks you had, latest first."),
                "peermentor sessions --last 5 --with maya"),
        Command("session", "sessions", journal, _("One talk, whole."), "peermentor session s1"),
        Command("reviews", "review", journal, _("The reviews you kept, latest first."), "peermentor reviews"),
        Command("reflect", "reflect", journal, _("Look back at a talk: what happened, so what, now what."),
                _('peermentor reflect maya --happened "I said yes too soon" --improve patience'),
                writes=True),
        Command("search", "search", journal, _("Find your own words again, in everything you wrote."),
                _("peermentor search planning round --with maya")),
        Command("timeline", "timeline", journal, _("One relationship day by day, from its first."),
                "peermentor timeline maya --since 2026-07-01"),
        Command("stats", "stats", journal, _("Figures over the months: rhythm, balance, promises, energy."),
                "peermentor stats maya --since 2026-07-01",
                second="peermentor stats"),
        Command("tips", "tips", guidance, _("One thought for your next talk, or about anything you name."),
                _("peermentor tips --about listen")),
        Command("guide", "guide", guidance, _("Short pages on what peer mentoring is, and how it goes well."),
                "peermentor guide what"),
        Command("questions", "questions", guidance, _("Questions worth asking; star the ones you like."),
                "peermentor questions --star why-now", writes=True,
                second="peermentor questions --moment after-win"),
        Command("export", "export", data, _("Everything of yours in a format that other programs read."),
                "peermentor export json", writes=True,
                second="peermentor export markdown --into notes"),
        Command("report", "report", data, _("A year as one page to read, print or give away."),
                "peermentor report maya --into maya.html", writes=True),
        Command("import", "importing", data, _("Take in what other programs keep: talks, people, promises."),
                "peermentor import vcf people.vcf --as mentors", writes=True),
        Command("man", "help", data, _("The manual page: every command and option on one page."),
                "peermentor man"),
        Command("help", "help", data, _("A page of help, or every command with its line."),
                "peermentor help log",
                second="peermentor help --all"),
        Command("undo", "history", data, _("Take back what the last command did; any number of steps."),
                "peermentor undo", writes=True,
                second="peermentor undo h2"),
        Command("redo", "history", data, _("Do again what was taken back last."),
                "peermentor redo", writes=True,
                second="peermentor redo --steps 2"),
        Command("history", "history", data, _("What was done to the journal, the latest first."),
                "peermentor history --last 5", writes=True),
        Command("forget", "forget", data, _("No trace: gone for good, from every copy too."),
                "peermentor forget s1 --yes", writes=True, note=gone),
        Command("backup", "backup", data, _("Copy the journal as it is now."),
                "peermentor backup", writes=True),
        Command("restore", "backup", data, _("What copies there are; or put one back."),
                "peermentor restore 1 --yes", writes=True,
                second="peermentor restore"),
        Command("doctor", "doctor", data, _("Look at everything the journal rests on, and mend what can be."),
                "peermentor doctor", writes=True),
        Command("vault", "vault", data, _("Lock the journal, so that nobody else can read it."),
                "peermentor vault status", writes=True),
        Command("config", "config", data, _("What you want otherwise: language, rhythm, reminders, hints."),
                "peermentor config minutes 30", writes=True,
                second="peermentor config minutes --unset"),
        Command("demo", "demo", data, _("A made-up quarter to look around in; your journal is not touched."),
                "peermentor demo"),
    )  # fmt: skip
    return {row.name: row for row in rows}
