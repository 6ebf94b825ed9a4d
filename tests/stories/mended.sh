#!/usr/bin/env bash
# The same quarter as right.sh, with every kind of slip made once and put right: a person entered twice, a talk kept for
# the wrong peer and on the wrong day, typing errors, a promise whose day moved, a meeting that moved, a talk that
# never was, a check-in, a review's reason and a rhythm that were wrong.
set -euo pipefail
P=${P:-peermentor}
day() { export PEERMENTOR_NOW=$1; }

day 2026-07-01T08:30
$P add-mentor "Maia Pranata" --skill negotiation --every 3w --minutes 45
$P edit maia name="Maya Pranata"
$P add-mentor "Budi Santoso" --skill "data modelling" --every 2w
$P edit budi every=1m from=start
$P add-goal "Say no with a raeson and an option" --with budi --success "Three rounds held" --by 2026-09-03
$P edit g1 title="Say no with a reason and an option" with=maya by=2026-09-30
$P add-topic budi "How do you answer in a coridor?"
$P edit t1 with=maya text="How do you answer in a corridor?"

day 2026-07-03T12:10
$P log budi --date 2026-07-02 --minutes 45 --notes "Corridor requests: she buys time frist." --got "Buy tiem" --gave "Her draft has three messages" \
   --i-will "Write my script by 2026-07-10" --they-will "Send her template by 2026-07-18" --win "First rehearsal" --energy 2 \
   --happened "I said yes to end the silence"
$P edit s1 with=maya date=2026-07-03 notes="Corridor requests: she buys time first." got.1="Buy time" energy=4 discussed=t1 next=2026-07-24
$P later maya 2026-07-24
$P edit p2 due=2026-07-08
$P done t1
day 2026-07-08T09:00
$P done p2
day 2026-07-09T17:00
$P check-in g1 51 --note "Script writen"
$P edit c1 percent=15 note="Script written"
$P later p1 2026-07-15
day 2026-07-10T17:00
$P done p1

day 2026-07-15T13:00
$P add-mentor "Budi S" --department "Data platform"
$P log "budi s" --minutes 30 --led them --notes "Grain first, then dimensions." --got "One sentence per fact table" --i-will "Model the refunds by 2026-07-29" --energy 3
$P add-feedback m3 given "My sketch hides the grain"
$P edit f1 direction=received
$P merge m3 m2
$P log maya --minutes 10 --notes "A talk that never was" --i-will "Nothing"
$P delete s3 --with-all
$P later maya 2026-07-30
$P later maya 2026-07-24

day 2026-07-24T12:00
$P log maya --minutes 40 --notes "Tried it with Rudi." --got "Offer two sizes" --gave "Listened to her worry" --energy 5 --next 2026-08-14
$P check-in g1 40 --note "Tried in a small round"
day 2026-08-14T12:00
$P log maya --minutes 45 --notes "Planning round went well." --got "Send the option in writing" --gave "Ran her slides" --energy 4
day 2026-08-20T12:00
$P review maya --rate goals=5 --rate respect=5 --rate balance=4 --decide continue --because "It movs"
$P edit r1 because="It moves"
