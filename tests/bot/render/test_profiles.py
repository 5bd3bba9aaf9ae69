"""Who somebody is: each title with a way to the very article that its line names."""

from bot.ids import Action
from bot.render.facts import DETAILS
from bot.render.profiles import profile_blocks
from bot.values import decode_source
from knowledge.model import Evidence, PersonRef, Profile, RoleFact, Source

ADA = PersonRef("p:ada", "Ada Lovelace", party="GB")


def told(article: str, published: str) -> Source:
    evidence = (Evidence(article, 0, 9, "Ada said."),)
    title = f"Headline of {article}"
    return Source(article, title, None, published, "given", None, evidence, f"r:{article}", "test")


def test_the_button_opens_the_article_that_the_line_names() -> None:
    sources = (told("older", "2021-05-01"), told("newest", "2023-05-01"), told("old", "2022-05-01"))
    role = RoleFact("f:1", ADA, "Minister", "GB", "2021-05-01", "2023-05-01", sources)
    blocks = profile_blocks(Profile(ADA, (), (role,), (), 0), DETAILS[0])
    line = next(b for b in blocks if b["type"] == "section" and "Minister" in b["text"]["text"])
    assert "“Headline of newest”" in line["text"]["text"]
    [button] = [b["accessory"] for b in blocks if b.get("accessory", {}).get("type") == "button"]
    assert Action.SOURCE.pattern.match(button["action_id"])
    assert decode_source(button["value"]).reading == "r:newest"
