"""What every command answers with --json: the Struct of each, or the fields that a write gives by name.

scripts/schemas.py makes docs/answers.schema.json of it; tests/exchange/test_schemas.py tries every example.
"""

from datetime import date, datetime
from typing import Any

from peermentor.practice.contract import views
from peermentor.practice.contract.changes import ChangesView
from peermentor.practice.contract.exported import Exported
from peermentor.practice.contract.imported import Imported
from peermentor.practice.lookback.search import Found
from peermentor.practice.lookback.stats_types import Stats
from peermentor.practice.lookback.timeline import Timeline
from peermentor.practice.lookback.wins import WinsView
from peermentor.practice.nouns import upkeep
from peermentor.practice.nouns.settings import SettingChanged, SettingsView
from peermentor.practice.peers.agreement import AgreedView
from peermentor.practice.peers.ending import Farewell
from peermentor.practice.peers.fit import Fit, Fits
from peermentor.practice.peers.opener import Openers
from peermentor.practice.peers.portrait import Portrait
from peermentor.practice.prep.agenda_types import Prep
from peermentor.practice.review.review import Look
from peermentor.practice.today.library import QuestionsView, QuestionView, TipsView
from peermentor.practice.today.pages import Contents, PageView
from peermentor.practice.today.today_types import Today
from peermentor.screen.terminal.help_page import HelpPage

MENTOR = {"mentor": views.MentorView}
RECORDS = (
    {"promise": views.PromiseView},
    {"topic": views.TopicView},
    {"check-in": views.CheckinView},
    {"reflection": views.ReflectionView},
    {"feedback": views.FeedbackView},
    {"win": views.WinView},
    {"review": views.ReviewView},
    {"rehearsal": views.RehearsalView},
)
ANSWERS: dict[str, tuple[Any, ...]] = {
    "today": (Today, {"commands": list[str]}),
    "prep": (Prep,),
    "log": (
        {
            "session": views.SessionView,
            "promises": tuple[views.PromiseView, ...],
            "next": date | None,
            "next_at": datetime | None,
            "proposed_next": date | None,
        },
    ),
    "review": (Look, Fit),
    "rehearse": (views.RehearsalWhole, {"rehearsal": views.RehearsalView}),
    "show": (Portrait, views.GoalWhole, views.SessionWhole, AgreedView, views.AgendaWhole, *RECORDS),
    **dict.fromkeys(("edit", "later", "delete", "merge"), (ChangesView,)),
    **dict.fromkeys(("add-mentor", "edit-mentor", "pause", "resume"), (MENTOR,)),
    "mentors": (views.MentorsView,),
    "mentor": (Portrait,),
    "fit": (Fit, Fits),
    "opener": (Openers,),
    "agree": (AgreedView,),
    "close": (Farewell, MENTOR),
    "add-goal": ({"goal": views.GoalView},),
    "goals": (views.GoalsView,),
    "goal": (views.GoalWhole,),
    "edit-goal": ({"goal": views.GoalView, "next": Any},),
    "check-in": ({"checkin": views.CheckinView, "goal": views.GoalView},),
    "add-topic": ({"topic": views.TopicView},),
    "topics": (views.TopicsView,),
    "promise": ({"promise": views.PromiseView},),
    "promises": (views.PromisesView,),
    **dict.fromkeys(("done", "drop"), (views.Settled,)),
    "add-win": ({"win": views.WinView},),
    "wins": (WinsView,),
    "add-feedback": ({"feedback": views.FeedbackView},),
    "feedback": (views.FeedbackList,),
    "sessions": (views.SessionsView,),
    "session": (views.SessionWhole,),
    "reviews": (views.ReviewList,),
    "reflect": ({"reflection": views.ReflectionView},),
    "search": (Found,),
    "timeline": (Timeline,),
    "stats": (Stats,),
    "tips": (TipsView,),
    "guide": (Contents, PageView),
    "questions": (QuestionsView, {"question": QuestionView}),
    "export": (Exported,),
    "report": (Exported,),
    "import": (Imported,),
    "man": ({"text": str},),
    "help": (HelpPage, {"commands": tuple[HelpPage, ...]}),
    **dict.fromkeys(("undo", "redo"), (upkeep.HistoryView,)),
    "history": (upkeep.HistoryView, {"forgotten": int}),
    "forget": (upkeep.ForgottenView,),
    "backup": ({"backup": str},),
    "restore": (upkeep.CopiesView, upkeep.RestoredView),
    "doctor": (upkeep.CheckupView,),
    "config": (SettingsView, SettingChanged, {"file": str, "key": str}),
    "demo": ({"journal": str, "typed": int, "commands": list[str]},),
}
