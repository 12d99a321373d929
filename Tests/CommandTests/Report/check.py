#!/usr/bin/env python3
"""Opens reports of `mutau report` in a real browser and looks at them as a reader would.

Not part of `swift test`. Needs Python 3 and Chromium (Debian: `apt-get install chromium`), nothing else:

    Tests/CommandTests/Report/check.py runs/leptonic/report.html --screenshots /tmp/report

At 360, 768 and 1440 pixels, in the light and in the dark: no message on the console, no request, nothing wider than the page,
contrast of WCAG AA. Once each: landmarks, headings, labels, headers of tables, ids; and printed, black on white.
Exits with 0 if all is well, 1 if not, 2 if there is no browser or no report.
"""

import argparse
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

WIDTHS = [360, 768, 1440]
FAULTS = []

PAGE_FAULTS = r"""
(() => {
  const faults = [];
  const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + (e.className.baseVal === undefined && e.className ? '.' + e.className : '')
    + ' "' + (e.textContent || '').trim().slice(0, 40) + '"';
  const shown = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) faults.push(`the page is ${document.documentElement.scrollWidth} wide`);
  const moves = e => { for (; e; e = e.parentElement) { const o = getComputedStyle(e).overflowX; if ((o === 'auto' || o === 'scroll') && e !== document.body) return true; } return false; };
  for (const e of document.body.querySelectorAll('*')) {
    if (!shown(e) || e.closest('svg') && e.tagName !== 'svg' || e.closest('.skip')) continue;
    const box = e.getBoundingClientRect();
    if ((box.right > width + 1 || box.left < -1) && !moves(e.parentElement)) faults.push(`overflows: ${name(e)} to ${box.right}`);
  }
  for (const e of document.querySelectorAll('.scroll')) {
    if (e.tabIndex !== 0 || !e.getAttribute('aria-label')) faults.push(`cannot be reached or has no name: ${name(e)}`);
    if (e.getBoundingClientRect().right > width + 1) faults.push(`wider than the page: ${name(e)}`);
  }
  // contrast, WCAG 2.2, 1.4.3
  const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const linear = v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const light = c => 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
  const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] === 1) return c; } return [255, 255, 255, 1]; };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let worst = 21, texts = 0;
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !shown(e) || e.closest('svg')) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    texts += 1; worst = Math.min(worst, contrast);
    if (contrast < 4.5) faults.push(`contrast ${contrast.toFixed(2)}: ${name(e)}`);
    if (parseFloat(getComputedStyle(e).fontSize) < 9) faults.push(`too small to read: ${name(e)}`);
  }
  for (const e of document.querySelectorAll('figure .plate')) {
    if (getComputedStyle(e).backgroundColor !== 'rgb(255, 255, 255)') faults.push('a figure is not on white');
    const svg = e.querySelector('svg');
    if (svg && svg.getBoundingClientRect().width < Math.min(280, width - 60)) faults.push('a figure is too narrow');
  }
  return {faults: [...new Set(faults)].slice(0, 20), worst, texts};
})()
"""

STRUCTURE_FAULTS = r"""
(() => {
  const faults = [];
  const say = (ok, what) => { if (!ok) faults.push(what); };
  const all = s => [...document.querySelectorAll(s)];
  say(document.documentElement.lang === 'en', 'no language');
  say(document.title.length > 0, 'no title');
  for (const l of ['header', 'nav', 'main', 'footer']) say(all(l).length === 1, `not one ${l}`);
  say(all('h1').length === 1, 'not one h1');
  let level = 0;
  for (const h of all('h1, h2, h3, h4, h5, h6')) {
    const own = Number(h.tagName[1]);
    say(own <= level + 1, `heading leaps: ${h.textContent}`);
    say(h.textContent.trim() !== '', 'an empty heading');
    level = own;
  }
  for (const t of all('table')) {
    say(t.tHead || t.querySelector('th[scope=row]'), 'a table without headers');
    const widths = new Set([...t.rows].map(r => r.cells.length));
    say(widths.size === 1, `rows of different lengths: ${t.textContent.trim().slice(0, 40)}`);
  }
  for (const th of all('th')) say(['col', 'row'].includes(th.scope) && th.textContent.trim(), `a header without scope or words: ${th.textContent}`);
  for (const s of all('svg')) say(s.getAttribute('role') === 'img' && s.getAttribute('aria-label'), 'a figure without words');
  for (const a of all('a')) {
    say(a.textContent.trim() !== '', 'a link without words');
    const to = a.getAttribute('href');
    if (to.startsWith('#')) say(document.getElementById(to.slice(1)), `a link to nowhere: ${to}`);
    else say(/^https?:/.test(to), `a strange link: ${to}`);
  }
  const ids = all('[id]').map(e => e.id);
  say(new Set(ids).size === ids.length, `ids that are not unique: ${ids.filter((x, i) => ids.indexOf(x) !== i).slice(0, 5)}`);
  say(all('link, img, iframe, object').length === 0, 'something that is fetched');
  say(all('script').length === 1, 'another script than the one that sorts tables');
  for (const s of all('[aria-labelledby]')) say(document.getElementById(s.getAttribute('aria-labelledby')), 'a label that is not there');
  const first = document.querySelector('header').firstElementChild;
  say(first.classList.contains('verdict') && /converged/i.test(first.textContent), 'the verdict does not come first');
  return faults;
})()
"""


class Browser:
    """Chromium, spoken to through a pipe by the DevTools protocol: JSON, each message ended by a zero byte."""

    def __init__(self, program, profile):
        to_browser, self.output = os.pipe()
        self.input, from_browser = os.pipe()

        def hand_over():
            # the protocol wants descriptors 3 and 4; away from there first, for one may be the other
            a, b = os.dup(to_browser), os.dup(from_browser)
            a, b = os.dup2(a, 200), os.dup2(b, 201)
            os.dup2(a, 3)
            os.dup2(b, 4)

        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             f"--user-data-dir={profile}", "--hide-scrollbars", "about:blank"],
            close_fds=False, preexec_fn=hand_over, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.buffer, self.number, self.events, self.session = b"", 0, [], None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(f"{domain}.enable")

    def message(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.input, 1 << 20)
            if not piece:
                sys.exit("the browser ended")
            self.buffer += piece
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.output, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.message())

    def evaluate(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            sys.exit(f"the check itself fails: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def close(self):
        os.write(self.output, json.dumps({"id": 0, "method": "Browser.close"}).encode() + b"\0")
        self.process.wait(timeout=20)


def fault(where, what):
    FAULTS.append(what)
    print(f"  WRONG  {where}: {what}")


def complaints(browser, address):
    """What the browser had to say, and what it fetched beside the page."""
    for event in browser.events:
        method, details = event.get("method"), event.get("params", {})
        if method == "Log.entryAdded":
            yield f"console: {details['entry']['text']}"
        elif method == "Runtime.consoleAPICalled":
            yield f"console: {details['type']}"
        elif method == "Runtime.exceptionThrown":
            yield f"exception: {details['exceptionDetails']['text']}"
        elif method == "Network.requestWillBeSent" and details["request"]["url"] != address:
            yield f"fetched {details['request']['url'][:80]}"


def check(browser, report, screenshots):
    address = report.resolve().as_uri()
    print(report)
    for scheme in ["light", "dark"]:
        browser.call("Emulation.setEmulatedMedia", media="screen", features=[{"name": "prefers-color-scheme", "value": scheme}])
        for width in WIDTHS:
            where = f"{width} px, {scheme}"
            browser.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500)
            browser.events.clear()
            browser.call("Page.navigate", url=address)
            browser.wait("Page.loadEventFired")
            before = len(FAULTS)
            for complaint in complaints(browser, address):
                fault(where, complaint)
            found = browser.evaluate(PAGE_FAULTS)
            for what in found["faults"]:
                fault(where, what)
            # what is folded up is looked at unfolded, too
            browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            for what in browser.evaluate(PAGE_FAULTS)["faults"]:
                fault(where + ", unfolded", what)
            if len(FAULTS) == before:
                print(f"  well   {where}: {found['texts']} texts, least contrast {found['worst']:.1f} : 1")
            if screenshots:
                browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
                picture = browser.call("Page.captureScreenshot", captureBeyondViewport=True, format="png")["data"]
                name = f"{report.parent.name}-{report.stem}-{width}-{scheme}.png"
                (screenshots / name).write_bytes(base64.b64decode(picture))
    before = len(FAULTS)
    for what in browser.evaluate(STRUCTURE_FAULTS):
        fault("structure", what)
    if len(FAULTS) == before:
        print("  well   structure: language, landmarks, headings, tables, figures, links, ids")
    before = len(FAULTS)
    browser.call("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    browser.call("Emulation.setDeviceMetricsOverride", width=680, height=960, deviceScaleFactor=1, mobile=False)
    colours = browser.evaluate(
        "[...new Set([...document.body.querySelectorAll('*')].filter(e => !e.closest('svg') && e.getClientRects().length)"
        ".flatMap(e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]))]")
    for colour in set(colours) - {"rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}:
        fault("print", f"a colour: {colour}")
    split = browser.evaluate(
        "[...document.querySelectorAll('figure, tr')].filter(e => getComputedStyle(e).breakInside !== 'avoid').length")
    if split:
        fault("print", f"{split} figures or rows may break across pages")
    wide = browser.evaluate("document.documentElement.scrollWidth")
    if wide > 680:
        fault("print", f"{wide} wide on paper of 680")
    sheet = browser.call("Page.printToPDF", preferCSSPageSize=True)["data"]
    if screenshots:
        (screenshots / f"{report.parent.name}-{report.stem}.pdf").write_bytes(base64.b64decode(sheet))
    if len(FAULTS) == before:
        print("  well   print: black on white, nothing is cut")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("reports", nargs="+", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path, help="a folder for pictures of every width, and the PDF")
    arguments = parser.parse_args()
    program = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    if not program:
        print("no chromium: apt-get install chromium", file=sys.stderr)
        return 2
    for report in arguments.reports:
        if not report.is_file():
            print(f"there is no report {report}", file=sys.stderr)
            return 2
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        browser = Browser(program, profile)
        try:
            for report in arguments.reports:
                check(browser, report, arguments.screenshots)
        finally:
            browser.close()
    print(f"{len(FAULTS)} faults" if FAULTS else "all is well")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
