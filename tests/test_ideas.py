"""The fifty ideas of the source, and for each the test that shows it acting: not displayed, but changing what happens.

The numbers and the ideas are those of the table the coaching is tagged with (`row` in templates/en).
"""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent

ACTING: dict[int, tuple[str, str]] = {
    1: ("feeling stuck is why one looks", "cli/test_whole_way.py::test_why_them_comes_back_in_the_review_and_at_the_end"),
    2: ("a senior can feel out of reach", "cli/test_whole_way.py::test_nothing_kept_of_a_person_is_a_rank"),
    3: ("a new skill, or a like-minded colleague", "cli/test_finding.py::test_focus_steers_the_words_for_the_first_goal"),
    4: ("equals who support each other", "cli/test_whole_way.py::test_goals_and_talks_say_whose_they_are"),
    5: ("peer and traditional mentoring differ", "test_coaching_content.py::test_the_guide_tells_how_a_peer_differs_in_six_ways"),
    6: ("respect and trust, a safe place", "practice/test_verdict.py::test_what_asks_for_a_new_look"),
    7: ("both voices matter", "practice/test_agenda.py::test_every_topic_is_mine_or_every_topic_is_theirs"),
    8: ("share insight and resources", "cli/test_working.py::test_what_was_tried_is_shown_and_asked_no_more"),
    9: ("regular, honest conversation", "cli/test_agree.py::test_the_agreed_rhythm_and_length_become_the_mentors_and_lead_today_and_prep"),
    10: ("constructive feedback", "cli/test_working.py::test_in_a_sentence_or_by_its_four_parts"),
    11: ("support each other's goals", "practice/test_agenda_parts.py::test_the_peers_goals_stand_beside_mine"),
    12: ("self-awareness", "practice/test_stats.py::test_what_recurs_in_reflections_is_counted_whatever_its_case_or_accents"),
    13: ("sharper problem solving, confidence", "cli/test_working.py::test_before_and_after_are_shown"),
    14: ("accountability", "practice/test_promise_cues.py::test_an_if_then_plan_has_a_cue"),
    15: ("motivation to keep moving", "cli/test_working.py::test_a_log_links_its_promises_and_wins_to_a_goal"),
    16: ("meet at company events", "cli/test_finding.py::test_mentors_shows_departments_and_where_candidates_were_met"),
    17: ("or over lunch", "practice/test_opener.py::test_the_place_where_one_met_is_said_and_an_unknown_one_is_left_out"),
    18: ("or across departments", "cli/test_finding.py::test_a_circle_of_one_department_is_invited_to_look_further"),
    19: ("does the style fit", "practice/test_fit.py::test_the_checklist_has_three_lines_in_each_group_tagged_with_its_row"),
    20: ("a shared direction", "cli/test_finding.py::test_a_weak_group_suggests_a_trial_meeting_and_no_score"),
    21: ("approachable", "cli/test_finding.py::test_a_weak_group_suggests_a_trial_meeting_and_no_score"),
    22: ("honest and constructive", "cli/test_finding.py::test_a_weak_group_suggests_a_trial_meeting_and_no_score"),
    23: ("not everyone fits", "cli/test_ending.py::test_a_candidate_is_declined_without_hard_feelings_and_the_reason_stays_private"),
    24: ("how to open", "cli/test_finding.py::test_three_ways_to_begin_name_the_skill_and_the_place"),
    25: ("it must serve both", "practice/test_stats.py::test_give_and_take_is_counted_per_talk_and_over_time"),
    26: ("respect is hard to keep", "practice/test_verdict.py::test_what_asks_for_a_new_look"),
    27: ("too little communication", "practice/test_stats.py::test_rhythm_counts_meetings_held_of_the_agreed_intervals_and_the_longest_gap"),
    28: ("too little commitment", "practice/test_stats.py::test_promises_are_counted_for_each_side_as_they_ended"),
    29: ("then reassess", "cli/test_whole_way.py::test_a_relationship_that_fades_is_reassessed_with_a_conversation_to_have"),
    30: ("no longer supports growth: stop", "cli/test_stories.py::test_what_fades_winds_up_and_is_closed_well"),
    31: ("honesty frees you to find better", "practice/test_fit.py::test_what_a_closed_relationship_taught_is_offered_at_the_next_fit"),
    32: ("both sides work for it", "practice/test_stats.py::test_who_led_and_who_brought_topics"),
    33: ("the mentor guides", "practice/test_reflection.py::test_mentor_questions_are_row_33_and_mentee_questions_row_34"),
    34: ("the mentee asks and applies", "practice/test_insights.py::test_trying_one_keeps_the_day_and_what_came_of_it"),
    35: ("listen", "practice/test_stats.py::test_who_talked_more_is_counted_and_has_a_direction"),
    36: ("ask well", "practice/test_questions.py::test_what_the_journal_shows_asks_for_a_question"),
    37: ("do not dominate", "practice/test_questions.py::test_a_one_sided_talk_asks_for_the_other_voice"),
    38: ("say what success looks like", "cli/test_whole_way.py::test_a_goal_without_success_is_marked_and_asked_for"),
    39: ("track it regularly", "cli/test_whole_way.py::test_a_goal_nobody_speaks_of_comes_up_in_today_and_prep"),
    40: ("commit to growth", "cli/test_working.py::test_in_a_terminal_the_next_stretch_is_added_at_once"),
    41: ("prepare topics and questions", "practice/test_seen.py::test_prepared_is_sessions_with_an_agenda"),
    42: ("boundaries", "cli/test_agree.py::test_a_look_that_is_due_is_in_today_and_in_prep_with_the_boundaries"),
    43: ("without expectations it becomes too much", "cli/test_agree.py::test_hours_above_the_agreement_are_said_kindly_here_and_in_the_portrait"),
    44: ("roles and expectations", "cli/test_agree.py::test_roles_hopes_channel_rhythm_and_boundaries_are_kept_in_one_line"),
    45: ("how and when to communicate", "cli/test_agree.py::test_roles_hopes_channel_rhythm_and_boundaries_are_kept_in_one_line"),
    46: ("say politely what is not working", "cli/test_agree.py::test_renewing_confirms_and_moves_the_look_on"),
    47: ("boundaries prevent exhaustion", "cli/test_agree.py::test_falling_energy_proposes_a_slower_rhythm"),
    48: ("it does not happen overnight", "practice/test_verdict.py::test_too_early_says_what_to_look_for_and_still_shows_what_is_seen"),
    49: ("share success", "cli/test_working.py::test_a_win_opens_the_next_agenda"),
    50: ("more help exists", "cli/test_whole_way.py::test_the_bank_has_questions_for_a_cv_and_a_negotiation"),
}  # fmt: skip


def names_in(path: Path) -> set[str]:
    return {
        node.name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }


@pytest.mark.parametrize("row", range(1, 51))
def test_every_idea_has_a_test_that_shows_it_acting(row: int) -> None:
    assert row in ACTING
    file, _, name = ACTING[row][1].partition("::")
    assert name in names_in(TESTS / file), f"row {row} ({ACTING[row][0]}) has no test {name} in {file}"
