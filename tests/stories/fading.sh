#!/usr/bin/env bash
# A relationship that fades, as typed: it begins well, then one side stops coming, then nothing grows any more.
# Four reviews ask the same honest question of it. Runs as it is against a fresh journal:
#   PEERMENTOR_JOURNAL=$(mktemp -d)/journal.json bash fading.sh
set -euo pipefail
P=${P:-peermentor}
day() { export PEERMENTOR_NOW=$1; }

day 2026-01-05T09:00
$P add-mentor "Rizal Hakim" --skill "system design" --focus skill --met team --why "He sees the whole before the parts" --every 2w --minutes 45
$P add-goal "Design a service others build without asking me" --with rizal --success "Two teams build from my document" --by 2026-12-18
$P add-topic rizal "Where do you start on an empty page?"
$P prep rizal --date 2026-01-08

day 2026-01-08T12:00
$P log rizal --minutes 45 --led both --discussed t1 --notes "He starts with what must never happen." --got "Write the failures first" \
   --gave "Questions he had not asked" --i-will "List our three worst failures by 2026-01-16" --they-will "Send his template by 2026-01-15" --energy 4 --next 2026-01-22
day 2026-01-15T18:00
$P done p1
$P done p2
$P check-in g1 15 --note "Failures listed"
day 2026-01-22T12:00
$P log rizal --minutes 45 --led both --notes "Read my list aloud." --got "Name who is woken at night" --gave "Reviewed his proposal" \
   --they-will "Comment on my draft by 2026-01-30" --energy 4 --next 2026-02-05
day 2026-02-05T12:00
$P log rizal --minutes 30 --led them --notes "He had not read the draft." --gave "My draft again" --energy 3 \
   --i-will "Shorten the draft by 2026-02-12" --next 2026-02-19
day 2026-02-12T18:00
$P done p4
$P check-in g1 30 --note "Draft shortened"
day 2026-02-19T12:00
$P log rizal --minutes 45 --led both --notes "A good one again." --got "Cut the second half" --gave "My outage notes" --energy 4 --next 2026-03-05

# One thing is low (he promised twice and was late once): something to adjust.
day 2026-02-20T08:00
$P review rizal --rate goals=4 --rate growth=4 --rate respect=5 --rate communication=4 --rate commitment=2 --rate balance=4 \
   --rate energy=4 --rate mine=4 --decide adjust --because "Ask for fewer promises that hold" --next 2026-04-21

day 2026-03-05T12:00
$P log rizal --cancelled them
day 2026-03-19T12:00
$P log rizal --cancelled them --notes "Release week"
day 2026-04-02T12:00
$P log rizal --minutes 20 --led them --notes "Mostly his new role." --energy 2 --they-will "Find us a better hour by 2026-04-10"
day 2026-04-16T12:00
$P log rizal --cancelled them

# Silence and broken words together: time to look again.
day 2026-04-21T08:00
$P review rizal --rate goals=2 --rate growth=2 --rate respect=4 --rate communication=2 --rate commitment=2 --rate balance=3 \
   --rate energy=2 --rate mine=3 --decide adjust --because "One honest talk first" --next 2026-06-20

day 2026-05-07T12:00
$P log rizal --minutes 25 --led me --notes "We had the talk. He would like to, and cannot." --gave "Room to say it" --energy 3
day 2026-06-11T12:00
$P log rizal --minutes 20 --led them --notes "His team again." --energy 2

# Nothing grows, now and the time before: let it wind down.
day 2026-06-20T08:00
$P review rizal --rate goals=2 --rate growth=1 --rate respect=5 --rate communication=3 --rate commitment=2 --rate balance=3 \
   --rate energy=2 --rate mine=3 --decide close --because "We said goodbye as friends"

# And ended well: what stays open is released, what it gave is said, and the record becomes read-only.
day 2026-07-02T12:00
$P log rizal --minutes 30 --led both --notes "The last one. We laughed about the first page." --got "He was honest first" --gave "Thanks" --energy 4
$P close rizal --release --thanks "You showed me to write the failures first" --lessons "Two dates that hold before a third" \
   --because "His new role leaves no room" --in-touch
