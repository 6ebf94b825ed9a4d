#!/usr/bin/env bash
# A relationship that looks well kept on paper, and is not safe: the question apart comes before every number.
#   PEERMENTOR_JOURNAL=$(mktemp -d)/journal.json bash unsafe.sh
set -euo pipefail
P=${P:-peermentor}
day() { export PEERMENTOR_NOW=$1; }

day 2026-03-02T09:00
$P add-mentor "Kim Sato" --skill "sales calls" --focus career --met event --every 2w
day 2026-03-04T18:00
$P log kim --minutes 40 --got "A call script" --gave "Slides" --energy 4 --next 2026-03-18
day 2026-03-18T18:00
$P log kim --minutes 40 --got "A list of objections" --gave "Slides" --energy 3 --next 2026-04-01
day 2026-04-01T18:00
$P log kim --minutes 40 --got "Two introductions" --gave "A weekend of unpaid work" --energy 1
day 2026-04-02T21:00
$P review kim --rate goals=4 --rate growth=4 --rate respect=1 --concern --decide pause --because "I need to talk to someone first"
