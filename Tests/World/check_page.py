"""Looks at a page of `triage report` or `triage compare` in a real browser.

    check_page.py BROWSER PAGE FOLDER

Opens the page at the widths of a desk, a telephone and a sheet of paper, writes a screenshot of each into
FOLDER, and ends with status 1 when the page writes to the console, asks for anything but itself, moves
sideways, shows words that are cut off, or breaks a rule that axe checks.
"""

import os
import pathlib
import sys

import axe_playwright_python
from playwright.sync_api import sync_playwright

AXE = pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js"
VIEWS = [
    ("desk", 1280, "light", "screen"), ("desk-dark", 1280, "dark", "screen"),
    ("tablet", 768, "light", "screen"), ("phone", 390, "light", "screen"),
    ("phone-narrow", 320, "light", "screen"), ("phone-narrow-dark", 320, "dark", "screen"),
    ("paper", 794, "light", "print"),
]
# Headings in order, one main part, and every chart with a name and a table after it.
STRUCTURE = """() => {
  const found = [];
  const levels = [...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1]);
  if (levels[0] !== 1 || levels.filter(level => level === 1).length !== 1) found.push('headings');
  if (levels.some((level, place) => place && level > levels[place - 1] + 1)) found.push('a heading skips');
  for (const part of ['header', 'main', 'nav', 'footer'])
    if (document.querySelectorAll('body > ' + part + ', main > ' + part).length !== 1) found.push(part);
  for (const figure of document.querySelectorAll('figure')) {
    const chart = figure.querySelector('[role=img]');
    const name = chart && (chart.getAttribute('aria-label') || chart.querySelector('title')?.textContent);
    if (!name) found.push('a chart without a name');
    if (!figure.nextElementSibling?.querySelector('table')) found.push('a chart without a table');
  }
  for (const cell of document.querySelectorAll('th')) if (!cell.scope) found.push('a header without scope');
  for (const table of document.querySelectorAll('table'))
    if (!table.caption) found.push('a table without a caption');
  for (const link of document.querySelectorAll('a'))
    if (!document.querySelector(link.getAttribute('href'))) found.push('a link to nowhere');
  if (document.scripts.length) found.push('a script');
  return found;
}"""
# Words that stand over others or beyond the edge; tables may move inside their own regions.
LAYOUT = """() => {
  const found = [];
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) found.push('the page moves sideways by ' + wide);
  for (const element of document.querySelectorAll('h1,h2,p,dt,dd,a,figcaption,.bar span,.bar b,caption span')) {
    const box = element.getBoundingClientRect();
    if (box.right > innerWidth + 1 && !element.classList.contains('skip'))
      found.push('cut off: ' + element.textContent.slice(0, 40));
  }
  for (const chart of document.querySelectorAll('svg.run')) {
    const times = [...chart.querySelectorAll('.time')].map(text => text.getBoundingClientRect())
      .filter(box => box.width > 0).sort((one, other) => one.left - other.left);
    times.forEach((box, place) => {
      if (place && box.left < times[place - 1].right) found.push('times of a chart overlap');
    });
  }
  return found;
}"""


def look(browser, page_file, view, folder):
    name, width, scheme, medium = view
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    found, requests = [], []
    page.on("console", lambda message: found.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(page_file.as_uri())
    page.emulate_media(media=medium, color_scheme=scheme)
    found += [f"request: {url}" for url in requests if url != page_file.as_uri()]
    found += page.evaluate(LAYOUT)
    if medium == "screen":
        found += page.evaluate(STRUCTURE)
        page.screenshot(path=folder / f"{name}.png", clip={"x": 0, "y": 0, "width": width, "height": 1600})
        for section in ("weeks", "characteristics", "measured", "lowered"):
            if page.query_selector("#" + section) is None:
                continue
            page.evaluate("id => document.getElementById(id).scrollIntoView()", section)
            page.screenshot(path=folder / f"{name}-{section}.png")
        # The page's own policy forbids scripts, so axe comes in by the debugger's door.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        report = page.evaluate("() => axe.run(document)")
        for broken in report["violations"]:
            places = [node["html"][:80] for node in broken["nodes"][:3]]
            found.append(f"axe: {broken['id']}: {broken['help']}: {places}")
        print(f"{name}: {len(report['passes'])} rules of axe hold, {len(report['violations'])} broken")
    else:
        page.pdf(path=folder / f"{name}.pdf", format="A4", print_background=True)
        page.screenshot(path=folder / f"{name}.png")
        print(f"{name}: laid out")
    context.close()
    return [f"{name}: {what}" for what in found]


def main():
    browser_file, page_file, folder = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    # A browser that runs as root has no sandbox to run in; it opens one file of our own.
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_file, args=arguments)
        found = [what for view in VIEWS for what in look(browser, page_file, view, folder)]
        browser.close()
    for what in found:
        print(what)
    print(f"page: {len(VIEWS)} views, {len(found)} faults")
    sys.exit(1 if found else 0)


main()
