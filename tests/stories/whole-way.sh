#!/usr/bin/env bash
# From "I am stuck, whom could I ask?" to a good goodbye, as typed: candidates, a fit, first words, an agreement, half a
# year of work, a pause, and an ending. Runs as it is against a fresh journal:
#   PEERMENTOR_JOURNAL=$(mktemp -d)/journal.json bash whole-way.sh
set -euo pipefail
P=${P:-peermentor}
day() { export PEERMENTOR_NOW=$1; }

# Looking: two people, one checklist, first words to one of them.
day 2026-01-05T08:30
$P add-mentor "Sari Wijaya" --candidate --met project --skill facilitation --focus skill --department Research --role "Researcher" \
   --why "My workshops end without a decision, and hers do not"
$P add-mentor "Jonas Beck" --candidate --met event --skill facilitation --department Sales
$P tips
$P fit sari --answer skill=yes --evidence skill="She ran the pricing workshop" --answer time=yes
day 2026-01-07T12:40
$P fit jonas --answer time=no --evidence time="Two lunches moved, twice each"
$P fit sari jonas
$P opener sari --kind message --keep
$P opener sari --kind message --sent
$P close jonas --declined --lessons "Ask about time before anything else" --because "His quarter is full"

# Starting: she said yes; what they expect of each other.
day 2026-01-14T09:00
$P edit-mentor sari --stage active
$P agree sari --focus skill --i-bring "Data on what customers do" --they-bring "Twelve years of workshops" \
   --i-hope "To close a workshop with a decision" --they-hope "To read a funnel on her own" --channel "chat, no mail" \
   --every 2w --minutes 60 --quiet "after 18:00" --confidential "names stay here" --boundary "No work for each other" \
   --boundary "Cancel a day before" --stop "Say it in a talk, no reasons owed"
$P add-goal "End a workshop with one decision" --with sari --success "Three in a row" --by 2026-06-30
$P add-topic sari "How do you stop a good discussion?" --important --confidence 2
$P guide principles
$P prep sari --date 2026-01-16

# Working.
day 2026-01-16T12:00
$P log sari --minutes 60 --led both --role mentee --discussed t1 --notes "She names the decision before anyone sits down." \
   --got "Write the decision as a question on the door" --gave "Walked her through the signup funnel" --confidence t1=4 \
   --i-will "when the invite goes out, then write the question in it by 2026-01-23" --they-will "Send her closing script by 2026-01-22" \
   --energy 4 --talked them --goal g1 --next 2026-01-30
$P reflect s1 --happened "I waited for silence to decide" --so-what "Silence is not agreement" --now-what "Ask for the decision at minute 40" \
   --strength "preparing" --improve "closing"
$P add-feedback sari given --situation "Our first talk" --behaviour "You drew it for me" --impact "I could repeat it" --question "Was I too quiet?"
day 2026-01-23T18:00
$P done p1
$P done p2 --date 2026-01-22
$P done s1.1 --outcome "Two people came prepared"
$P check-in g1 30 --note "First workshop: a decision, late"
day 2026-01-30T12:00
$P prep sari
$P log sari --minutes 55 --led me --got "Let the quiet ones write first" --gave "Built her first funnel with her" --win "A workshop ended on time" \
   --energy 5 --talked even --strength "preparing" --improve "closing" --next 2026-02-13
day 2026-02-13T12:00
$P log sari --minutes 60 --led them --got "Leave the last ten minutes empty" --gave "Her survey, cleaned" --energy 4 \
   --feedback-received "I rescue people from silence" --i-will "Stay silent for ten seconds by 2026-02-27" --talked even --next 2026-02-27
day 2026-02-27T12:00
$P done p3
$P log sari --minutes 60 --led both --got "Decide how to decide" --gave "A funnel she read alone" --win "Second workshop, second decision" \
   --energy 5 --talked even --next 2026-03-13
$P check-in g1 70 --note "Two in a row"
$P add-win "The research lead asked for my workshop format" --with sari --goal g1
$P review sari --rate goals=5 --rate growth=5 --rate respect=5 --rate communication=5 --rate commitment=5 --rate balance=5 \
   --rate energy=5 --rate mine=4 --decide continue --because "Two of three" --next 2026-04-30

# A pause, and back.
day 2026-03-10T09:00
$P pause sari --until 2026-04-13 --because "Her leave"
day 2026-04-13T09:00
$P today
$P resume sari
day 2026-04-17T12:00
$P log sari --minutes 60 --led both --got "Trust the format" --gave "Listened" --win "Third workshop, third decision" --energy 5 --talked even
$P check-in g1 100 --note "Three in a row"
$P edit-goal g1 --state reached --attained more
$P wins --since 2026-01-01
$P stats sari
$P search decision
$P timeline sari

# Ending well.
day 2026-04-30T17:00
$P review sari --rate goals=3 --rate growth=3 --rate respect=5 --rate communication=5 --rate commitment=5 --rate balance=5 \
   --rate energy=4 --rate mine=4 --decide close --because "We reached what we came for"
$P close sari --reached "Three workshops, three decisions" --thanks "For every drawing on a napkin" \
   --lessons "Agree on how to stop, and stopping is easy" --in-touch --release
$P mentors --all
