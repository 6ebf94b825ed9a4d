"""The page of a report in a real browser: on a phone and a desk, light and dark, in both languages, on paper.

Where this machine has no Chromium nothing of it is tried, and the run says so.
"""

import itertools
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from peermentor import language
from peermentor.exchange.outgoing.exports import find_export
from peermentor.exchange.outgoing.leaving import Leaving
from tests.browser import Browser, browser, find_browser
from tests.conftest import Desk
from tests.exchange import canary
from tests.exchange.test_report import HOSTILE

PROGRAM = find_browser()
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(PROGRAM is None, reason="NO CHROMIUM HERE: no report is looked at in a browser"),
]
ENOUGH = 4.5  # contrast of words (WCAG 2.2, 1.4.3)
LONG = HOSTILE + "W" * 300
WAYS = list(itertools.product(("en", "id"), (390, 1280), (False, True)))

CONTRASTS = r"""
(() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const light = c => c.slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    const colour = rgba(element instanceof SVGElement ? style.fill : style.color);
    const [a, b] = [light(colour), light(behind(element))].sort((x, y) => y - x);
    found.push([Math.round(100 * (a + 0.05) / (b + 0.05)) / 100, walk.currentNode.data.trim().slice(0, 40)]);
  }
  return found.sort((x, y) => x[0] - y[0]);
})()
"""
WIDER = r"""
[...document.querySelectorAll('body *')]
  .filter(e => !e.closest('svg') && e.getBoundingClientRect().right > innerWidth + 0.5)
  .map(e => e.tagName + '.' + e.className)
"""
LOOK = r"""({
  lang: document.documentElement.lang,
  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  headings: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1]),
  charts: [...document.querySelectorAll('svg')].map(svg => ({
    role: svg.getAttribute('role'),
    told: (svg.getAttribute('aria-labelledby') || '').split(' ')
      .map(id => document.getElementById(id)?.textContent.trim() || ''),
    beside: svg.closest('figure')?.innerText.trim() || '',
  })),
  names: ['header', 'main', 'nav', 'footer'].map(name => document.querySelectorAll(name).length),
  scripts: document.scripts.length,
  alerts: window.alerted || 0,
  small: [...document.querySelectorAll('svg text')].map(t => t.getBoundingClientRect().height),
})"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(PROGRAM or "", tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """The demo quarter, and a journal with hostile words in every field, in both languages."""
    found = {}
    for code in ("en", "id"):
        place = tmp_path_factory.mktemp(code)
        desk = Desk(place / "journal.json").on("2026-09-22T08:30")
        found[code, "demo"] = place / "demo.html"
        run(desk, code, "demo", "--into", str(desk.path))
        run(desk, code, "report", "--into", str(found[code, "demo"]))
        language.use(code)
        found[code, "hostile"] = place / "hostile.html"
        said = find_export("html").write(Leaving(canary.held(LONG), canary.LATER))
        found[code, "hostile"].write_text(said, "utf-8")
    language.use("en")
    return found


def run(desk: Desk, code: str, *words: str) -> None:
    """Type a command in a language, as a process of its own."""
    subprocess.run(
        [sys.executable, "-m", "peermentor", "--lang", code, *words],
        env=os.environ | desk.env,
        capture_output=True,
        check=True,
    )


@pytest.mark.parametrize("kind", ["demo", "hostile"])
@pytest.mark.parametrize(("code", "width", "dark"), WAYS)
def test_a_page_can_be_read_by_everybody(
    page: Browser, files: dict[tuple[str, str], Path], kind: str, code: str, width: int, dark: bool
) -> None:
    shown = page.open(files[code, kind], width, dark=dark)
    look: dict[str, Any] = shown.ask(LOOK)
    assert look["lang"] == code
    assert (look["wide"], shown.ask(WIDER)) == (0, [])
    worst = shown.ask(CONTRASTS)
    assert len(worst) > 40
    assert worst[0][0] >= ENOUGH, worst[:5]
    levels = look["headings"]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(later - before <= 1 for before, later in itertools.pairwise(levels))
    assert len(look["charts"]) >= 4
    for chart in look["charts"]:
        assert (chart["role"], len(chart["told"])) == ("img", 2)
        assert all(chart["told"])
        assert chart["beside"]
    assert look["names"] == [1, 1, 1, 1]
    assert min(look["small"]) >= 9
    assert (look["scripts"], look["alerts"]) == (0, 0)
    assert [url for url in shown.asked_for if not url.startswith("file:")] == []
    assert shown.said == []


def test_dark_is_dark_and_paper_is_light(page: Browser, files: dict[tuple[str, str], Path]) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    lights = {
        way: sum(
            map(int, re.findall(r"\d+", page.open(files["en", "demo"], 1280, **way_of(way)).ask(colour))[:3])
        )
        for way in ("light", "dark", "paper")
    }
    assert lights["dark"] < 150
    assert 700 < lights["light"] <= lights["paper"] == 3 * 255
    assert page.open(files["en", "demo"], 794, dark=True, paper=True).ask(CONTRASTS)[0][0] >= ENOUGH


def way_of(name: str) -> dict[str, bool]:
    return {"dark": name in ("dark", "paper"), "paper": name == "paper"}


def test_what_is_looked_for_would_be_found(page: Browser, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text("<body style='background:#fff'><p style='color:#999;width:2000px'>Pale", "utf-8")
    shown = page.open(bad, 390)
    assert shown.ask(CONTRASTS)[0][0] < ENOUGH
    assert shown.ask(WIDER) == ["P."]
