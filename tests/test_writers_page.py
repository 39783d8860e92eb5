"""The page: whole, harmless, and it works in a browser, by pointer, by finger and by keyboard."""

import json
import re
import shutil
from decimal import Decimal as D
from html.parser import HTMLParser
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsx.records import Change, Document, Entity, TurnedDown
from newsx.writers import page
from story import ENTITIES, MOVE, NOKIA, TEXT, entity

LOST = TurnedDown(7, 10, "HEL", "COMPANY", "company.evidence", "adds up to −7", (("institution", -7.0),))
STORY = Document("story.txt", ENTITIES, (MOVE,), text=TEXT, turned_down=(LOST,))
OTHER = Document("other.txt", (entity("Nokia", "COMPANY", text="Nokia again.", **NOKIA),), text="Nokia again.")


def html(*documents):
    return b"".join(page.write(documents)).decode()


class Reader(HTMLParser):
    """What a browser would see: tags in their order, text by tag, whether all that opens is closed."""

    VOID = ("meta", "br")

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.texts, self.marks = [], [], {}, []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "mark":
            self.marks.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        for tag in self.open:
            self.texts[tag] = self.texts.get(tag, "") + data
        if "mark" in self.open:
            self.marks[-1] += data


def test_every_hit_is_marked_in_place():
    seen = Reader(html(STORY))
    assert seen.marks == [e.text for e in ENTITIES]
    assert not seen.open
    assert "Nokia (HEL:NOKIA) fell 4% to €3.90." in seen.texts["p"]
    assert seen.texts["title"] == "story.txt"


def test_values_of_a_hit_are_those_of_its_record():
    text = html(STORY)
    facts = json.loads(re.search(r'id="facts">(.*?)</script>', text)[1])
    place = int(re.search(r'<mark[^>]*data-i="(\d+)">\$2bn<', text)[1])
    assert facts[place] == [["label", "MONEY"], ["amount", "2,000,000,000"], ["currency", "USD"], ["rule", "x.y"]]
    assert len(facts) == len(ENTITIES) - 1  # the second mention has the values of the first


def test_evidence_is_shown_when_it_was_asked_for():
    found = entity("Tarnbrook", "COMPANY", evidence=(("X does", 1.5), ("one unknown word", -1.0)))
    assert '["evidence","X does +1.5, one unknown word −1"]' in html(Document("a", (found,), text=TEXT))


def test_several_articles_have_an_index_one_has_none():
    assert "<nav" not in html(STORY)
    seen = Reader(html(STORY, OTHER))
    assert [attrs["href"] for tag, attrs in seen.tags if tag == "a"][1:3] == ["#a1", "#a2"]
    assert seen.texts["h1"] == "2 articles"
    assert html(STORY, OTHER).count('<a href="#m1"><bdi>Nokia</bdi></a>') == 1  # the same text and values: one row


def test_without_hits_or_text_there_is_a_page():
    for seen in (Reader(html(Document("a", text="Rain."))), Reader(html(Document("a"))), Reader(html())):
        assert not seen.open
        assert not seen.marks


def test_nothing_is_fetched():
    text = html(STORY, OTHER)
    assert not re.search(r"https?:|//[a-z]|\bsrc=|@import|url\(", text)
    assert "default-src 'none'" in text
    assert not re.search(r"<[^>]+ (style|on\w+)=", text)


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)//",
    "</style><svg onload=alert(1)>",
    "<!-- --!> <b>",
    "{{facts}} {{articles}}",
    "&lt;b&gt; &amp;",
    "\x1b[31m \x00 \u202e \u2067",
    "' autofocus onfocus='alert(1)",
]


@pytest.mark.parametrize("evil", HOSTILE)
def test_what_looks_like_html_is_text(evil):
    here = entity(evil, evil, text=f"a {evil} b", name=evil, company=evil, per=evil, rule=evil)
    move = Change(0, 1, "share price", "up", company=evil, change=D(1), unit=evil, when=evil, to=evil, period=evil)
    lost = TurnedDown(0, 1, evil, evil, evil, evil, ((evil, 1.0),))
    document = Document(evil, (here,), (move,), text=f"a {evil} b", turned_down=(lost,))
    seen, plain = Reader(html(document, document)), Reader(html(STORY, STORY))
    assert {tag for tag, _ in seen.tags} <= {tag for tag, _ in plain.tags}
    assert {name for _, attrs in seen.tags for name in attrs} <= {name for _, attrs in plain.tags for name in attrs}
    assert seen.marks[0] == page.visible_lines(evil)
    assert not seen.open


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=50), st.integers(0, 50), st.integers(1, 9))
def test_any_text_makes_a_whole_page(text, start, length):
    surface = text[start : start + length]
    found = (Entity(start, start + len(surface), surface, "MONEY", rule="x"),) if surface else ()
    seen = Reader(html(Document(text, found, text=text)))
    assert not seen.open
    assert len(seen.marks) == len(found)


def light(colour):
    """Relative luminance, WCAG 2."""
    colour = colour.lstrip("#")
    colour = "".join(c * 2 for c in colour) if len(colour) == 3 else colour
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    a, b = sorted((light(one), light(other)))
    return (b + 0.05) / (a + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_letters_stand_out(scheme):
    style = resources.files("newsx.writers").joinpath("page.html").read_text()
    colours = dict(re.findall(r"--([\w-]+): (#\w+)", re.findall(r":root \{(.*?)\}", style, re.DOTALL)[scheme]))
    labels = ("company", "ticker", "percent", "price", "money", "own")
    pairs = [("ink", "paper"), ("faint", "paper"), ("faint", "raised"), ("up", "raised"), ("down", "raised")]
    pairs += [("ink", label) for label in labels] + [("paper", f"{label}-edge") for label in labels]
    assert {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs if
            contrast(colours[pair[0]], colours[pair[1]]) < 4.5} == {}  # fmt: skip


# In a browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """Headless Chromium, driven."""
    webdriver = pytest.importorskip("selenium.webdriver")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    binary = next((found for name in names if (found := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("no Chromium with its driver here: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for name in (
        *("headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run"),
        *("disable-background-networking", "disable-component-update", "disable-sync"),
        f"user-data-dir={tmp_path_factory.mktemp('profile')}",
    ):
        options.add_argument(f"--{name}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    run = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield run
    run.quit()


class Opened:
    """A page in the browser."""

    def __init__(self, driver, path, width=1000, height=800, scheme="light"):
        self.driver = driver
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
        )
        driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        )
        driver.get(path.as_uri())

    def run(self, code, *args):
        return self.driver.execute_script(code, *args)

    def all(self, selector):
        return self.driver.find_elements("css selector", selector)

    def one(self, selector):
        return self.driver.find_element("css selector", selector)

    def press(self, *keys):
        from selenium.webdriver import ActionChains
        from selenium.webdriver.common.keys import Keys

        ActionChains(self.driver).send_keys(*(getattr(Keys, key) for key in keys)).perform()

    @property
    def focused(self):
        return self.run("return document.activeElement.textContent")

    @property
    def tip(self):
        tip = self.one("#tip")
        return tip.text if tip.is_displayed() else ""


@pytest.fixture
def opened(browser, tmp_path):
    """``opened(documents, ...)`` gives the page; its errors fail the test."""

    def open(*documents, **view):
        path = tmp_path / "page.html"
        path.write_bytes(b"".join(page.write(documents)))
        return Opened(browser, path, **view)

    yield open
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def test_pointing_shows_the_values_and_leaving_takes_them_away(opened):
    from selenium.webdriver import ActionChains

    seen = opened(STORY)
    assert seen.tip == ""
    ActionChains(seen.driver).move_to_element(seen.all("mark")[3]).perform()
    assert "3.9" in seen.tip
    assert "EUR" in seen.tip
    assert "x.y" in seen.tip
    ActionChains(seen.driver).move_to_element(seen.one("h1")).pause(0.4).perform()
    assert seen.tip == ""


def test_keys_lead_from_hit_to_hit(opened):
    seen = opened(STORY, OTHER)
    seen.run("document.querySelector('.labels button:last-child').focus()")
    seen.press("TAB", "TAB", "TAB")  # the index has two links
    assert seen.focused == "Nokia"
    assert "Nokia Oyj" in seen.tip
    described = seen.run(
        "return document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"
    )
    assert "Nokia Oyj" in described
    seen.press("ARROW_RIGHT", "ARROW_RIGHT")
    assert seen.focused == "4%"
    seen.press("ARROW_LEFT")
    assert seen.focused == "HEL:NOKIA"
    seen.press("ESCAPE")
    assert seen.tip == ""
    seen.press("ENTER")
    assert "XHEL" in seen.tip
    seen.press("TAB")
    assert seen.run("return document.activeElement.closest('article').id") == "a2"


def test_a_finger_shows_them_at_the_lower_edge_of_a_phone(opened):
    seen = opened(STORY, width=390, height=700)
    seen.all("mark")[6].click()
    assert "2,000,000,000" in seen.tip
    box = seen.run(
        "const b = document.getElementById('tip').getBoundingClientRect(); return [b.left, b.right, b.bottom]"
    )
    assert [round(n) for n in box] == [0, 390, 700]
    seen.one("h1").click()
    assert seen.tip == ""


@pytest.mark.parametrize("width", [320, 390, 768, 1400])
def test_the_page_is_never_wider_than_the_screen(opened, width):
    long = Document("a/" * 80 + ".txt", (entity("W" * 300, "COMPANY", text="W" * 300),), (MOVE,), text="W" * 300)
    seen = opened(STORY, long, width=width)
    assert seen.run("return document.documentElement.scrollWidth") <= width
    seen.all("mark")[2].click()
    right = seen.run("return document.getElementById('tip').getBoundingClientRect().right")
    assert right <= width


def test_labels_are_switched_off_and_on(opened):
    seen = opened(STORY)
    percent = next(b for b in seen.all(".labels button") if b.get_attribute("data-label") == "PERCENT")
    rows = "return [...document.querySelectorAll('#entities tbody tr')].filter(r => r.offsetHeight).length"
    before = seen.run(rows)
    percent.click()
    assert percent.get_attribute("aria-pressed") == "false"
    assert [m.text for m in seen.all("mark.off")] == ["4%", "10%"]
    assert seen.run(rows) == before - 2
    seen.run("document.querySelectorAll('mark')[1].focus()")
    seen.press("ARROW_RIGHT")
    assert seen.focused == "€3.90"
    percent.click()
    assert not seen.all("mark.off")
    assert seen.run(rows) == before


def column(seen, number):
    return [cell.text for cell in seen.all(f"#entities tbody td:nth-child({number})")]


def test_the_table_sorts_both_ways_numbers_as_numbers(opened):
    seen = opened(STORY)
    heads = {b.text: b for b in seen.all("#entities th button")}
    heads["mentions"].click()
    heads["mentions"].click()
    assert column(seen, 2)[0] == "Nokia"
    assert seen.one('#entities th[aria-sort="descending"]').text.startswith("mentions")
    heads["stands for"].click()
    assert [text for text in column(seen, 2) if text[-1] == "%"] == ["4%", "10%"]
    heads["text"].send_keys("\n")
    assert [text for text in column(seen, 2) if text[0].isalpha()] == ["HEL:NOKIA", "Nokia", "Tarnbrook"]


def test_a_row_of_the_table_leads_to_the_hit(opened):
    tall = Document(
        "long.txt", (entity("Nokia", "COMPANY", text="Rain.\n\n" * 90 + "Nokia."),), text="Rain.\n\n" * 90 + "Nokia."
    )
    seen = opened(tall)
    seen.one("#entities td a").click()
    assert seen.focused == "Nokia"
    top = seen.run("return document.querySelector('mark').getBoundingClientRect().top")
    assert 50 < top < 750
    assert "COMPANY" in seen.tip


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_light_and_dark(opened, scheme, dark):
    seen = opened(STORY, scheme=scheme)
    paper = seen.run("return getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", paper)[:3])) < 200) == dark


def test_the_hits_are_buttons_with_names_for_a_screen_reader(opened):
    seen = opened(STORY)
    tree = seen.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    named = {(n["role"]["value"], n.get("name", {}).get("value", "")) for n in tree if not n["ignored"]}
    assert {("button", e.text) for e in ENTITIES} <= named
    assert {("button", "COMPANY 3"), ("heading", "Entities"), ("group", "Labels that are marked")} <= named
    assert ("link", "Skip to the table of entities") in named


def test_letters_from_right_to_left_do_not_move_the_marks(opened):
    text = "נוקיה Nokia עלתה \u202e5%\u202c"
    found = (entity("Nokia", "COMPANY", text=text), entity("5%", "PERCENT", text=text))
    seen = opened(Document("a", found, text=text))
    assert [m.text for m in seen.all("mark")] == ["Nokia", "5%"]
    left, right = (m.rect["x"] for m in seen.all("mark"))
    assert left > right  # the paragraph runs from right to left, and so do its hits, each of them whole


@pytest.mark.parametrize("evil", HOSTILE)
def test_nothing_of_an_article_runs(opened, evil):
    here = entity(evil, "COMPANY", text=f"a {evil} b", name=evil)
    seen = opened(Document(evil, (here,), text=f"a {evil} b"))
    seen.one("mark").click()
    assert seen.run("return document.querySelectorAll('img, svg, b').length") == 0
    assert len(seen.all("script")) == 2
