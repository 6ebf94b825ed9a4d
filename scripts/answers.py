"""What every command answers with --json: the Struct of each, or the fields that a write gives by name.

scripts/schemas.py makes docs/answers.schema.json of it; tests/exchange/test_schemas.py tries every example.
"""

from datetime import date, datetime
from typing import Any

from peermentor.practice.contract import growth_views, noted_views, people_views, talk_views
from peermentor.practice.contract.changes import ChangesView, FieldChange
from peermentor.practice.contract.exported import Exported
from peermentor.practice.contract.imported import Imported
from peermentor.practice.contract.setting_views import SettingChanged, SettingsView
from peermentor.practice.lookback.search import Found
from peermentor.practice.lookback.stats_types import Stats
from peermentor.practice.lookback.timeline import Timeline
from peermentor.practice.lookback.wins import WinsView
from peermentor.practice.nouns import upkeep
from peermentor.practice.peers.agreed_view import AgreedView
from peermentor.practice.peers.ending import Farewell
from peermentor.practice.peers.fit import Fit, Fits
from peermentor.practice.peers.opener import Openers
from peermentor.practice.peers.portrait import Portrait
from peermentor.practice.prep.agenda_types import Prep
from peermentor.practice.review.look import Look
from peermentor.practice.today.library import QuestionsView, QuestionView, TipsView
from peermentor.practice.today.pages import Contents, PageView
from peermentor.practice.today.today_types import Today
from peermentor.screen.terminal.command_page import HelpPage

MENTOR = {"mentor": people_views.MentorView}
WAITING = {
    "waiting": upkeep.WaitingView
}  # what five commands answer where the key of a locked journal is not at hand
RECORDS = (
    {"promise": growth_views.PromiseView},
    {"topic": noted_views.TopicView},
    {"check-in": growth_views.CheckinView},
    {"reflection": talk_views.ReflectionView},
    {"feedback": noted_views.FeedbackView},
    {"win": noted_views.WinView},
    {"review": talk_views.ReviewView},
    {"rehearsal": people_views.RehearsalView},
)
ANSWERS: dict[str, tuple[Any, ...]] = {
    "today": (Today, {"commands": list[str]}),
    "prep": (Prep,),
    "log": (
        {
            "session": talk_views.SessionView,
            "promises": tuple[growth_views.PromiseView, ...],
            "next": date | None,
            "next_at": datetime | None,
            "proposed_next": date | None,
        },
        WAITING,
    ),
    "review": (Look, Fit),
    "rehearse": (people_views.RehearsalWhole, {"rehearsal": people_views.RehearsalView}),
    "show": (
        Portrait,
        growth_views.GoalWhole,
        talk_views.SessionWhole,
        AgreedView,
        talk_views.AgendaWhole,
        *RECORDS,
    ),
    **dict.fromkeys(("edit", "later", "delete", "merge"), (ChangesView,)),
    **dict.fromkeys(("add-mentor", "pause", "resume"), (MENTOR,)),
    "edit-mentor": ({**MENTOR, "changed": tuple[FieldChange, ...]},),
    "mentors": (people_views.MentorsView,),
    "mentor": (Portrait,),
    "fit": (Fit, Fits),
    "opener": (Openers,),
    "agree": (AgreedView,),
    "close": (Farewell, MENTOR),
    "add-goal": ({"goal": growth_views.GoalView},),
    "goals": (growth_views.GoalsView,),
    "goal": (growth_views.GoalWhole,),
    "edit-goal": ({"goal": growth_views.GoalView, "next": Any, "changed": tuple[FieldChange, ...]},),
    "check-in": ({"checkin": growth_views.CheckinView, "goal": growth_views.GoalView},),
    "add-topic": ({"topic": noted_views.TopicView}, WAITING),
    "topics": (noted_views.TopicsView,),
    "promise": ({"promise": growth_views.PromiseView}, WAITING),
    "promises": (growth_views.PromisesView,),
    **dict.fromkeys(("done", "drop"), (growth_views.Settled,)),
    "add-win": ({"win": noted_views.WinView}, WAITING),
    "wins": (WinsView,),
    "add-feedback": ({"feedback": noted_views.FeedbackView},),
    "feedback": (noted_views.FeedbackList,),
    "sessions": (talk_views.SessionsView,),
    "session": (talk_views.SessionWhole,),
    "reviews": (talk_views.ReviewList,),
    "reflect": ({"reflection": talk_views.ReflectionView}, WAITING),
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
    "vault": (upkeep.VaultView,),
    "config": (SettingsView, SettingChanged, {"file": str, "key": str}),
    "demo": ({"journal": str, "typed": int, "commands": list[str]},),
}
