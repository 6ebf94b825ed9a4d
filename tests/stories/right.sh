#!/usr/bin/env bash
# A quarter in which nothing was ever typed wrong: what mended.sh must come to in the end.
set -euo pipefail
P=${P:-peermentor}
day() { export PEERMENTOR_NOW=$1; }

day 2026-07-01T08:30
$P add-mentor "Maya Pranata" --skill negotiation --every 3w --minutes 45
$P add-mentor "Budi Santoso" --skill "data modelling" --department "Data platform" --every 1m
$P add-goal "Say no with a reason and an option" --with maya --success "Three rounds held" --by 2026-09-30
$P add-topic maya "How do you answer in a corridor?"

day 2026-07-03T12:10
$P log maya --minutes 45 --notes "Corridor requests: she buys time first." --got "Buy time" --gave "Her draft has three messages" \
   --i-will "Write my script by 2026-07-10" --they-will "Send her template by 2026-07-08" --win "First rehearsal" --energy 4 \
   --discussed t1 --happened "I said yes to end the silence" --next 2026-07-24
day 2026-07-08T09:00
$P done p2
day 2026-07-09T17:00
$P check-in g1 15 --note "Script written"
day 2026-07-10T17:00
$P done p1

day 2026-07-15T13:00
$P log budi --minutes 30 --led them --notes "Grain first, then dimensions." --got "One sentence per fact table" --i-will "Model the refunds by 2026-07-29" --energy 3
$P add-feedback budi received "My sketch hides the grain"

day 2026-07-24T12:00
$P log maya --minutes 40 --notes "Tried it with Rudi." --got "Offer two sizes" --gave "Listened to her worry" --energy 5 --next 2026-08-14
$P check-in g1 40 --note "Tried in a small round"
day 2026-08-14T12:00
$P log maya --minutes 45 --notes "Planning round went well." --got "Send the option in writing" --gave "Ran her slides" --energy 4
day 2026-08-20T12:00
$P review maya --rate goals=5 --rate respect=5 --rate balance=4 --decide continue --because "It moves"
