"""Following WordPress: changes by their time, the archive backwards, posts that are taken down."""

import pytest

from knowledge.model import Provider, ProviderKind
from knowledge.reading.problems import Unreadable
from knowledge.sources.posts import parse_posts
from knowledge.sources.wordpress import endpoint
from tests.knowledge.sources.conftest import Desk
from tests.knowledge.sources.site import LONG, Request, Site, own_words
from tests.knowledge.sources.wordpress import WordPress


@pytest.fixture
def press(site: Site) -> WordPress:
    return WordPress(site)


def followed(desk: Desk, press: WordPress, **more: object) -> Provider:
    return desk.add(press.address, ProviderKind.WORDPRESS, "The Post", outlet="Post", **more)


def test_posts_are_taken_from_the_interface_newest_first(desk: Desk, press: WordPress) -> None:
    for n in range(3):
        press.put(n, f"Caf&eacute; {n}", f"Ana met Tom. {n}{LONG}", f"2022-11-1{n}T01:00:00")
    followed(desk, press)
    desk.poll()
    assert desk.happened == [("new", "post-2"), ("new", "post-1"), ("new", "post-0")]
    article = desk.base.article("post-2")
    assert article is not None
    assert (article.title, article.outlet) == ("Café 2", "Post")
    assert (article.published, article.published_basis) == ("2022-11-12", "from the site")
    assert article.url == f"{press.site.base}/2022/post-2/"
    assert desk.base.provider_states()[0].newest == "2022-11-11T18:00:00Z"
    desk.poll()
    assert desk.events == []


def test_changes_and_new_posts_come_with_the_next_poll(desk: Desk, press: WordPress) -> None:
    for n in range(3):
        press.put(n, f"Post {n}", f"{n}{LONG}", f"2022-11-1{n}T01:00:00")
    followed(desk, press)
    desk.poll()
    desk.time.passes(days=1)
    press.put(1, "Post 1", f"Changed.{LONG}", "2022-11-11T01:00:00", "2022-11-21T18:00:00")
    press.put(9, "Post 9", f"9{LONG}", "2022-11-21T18:30:00")
    press.site.forget()
    desk.poll()
    assert sorted(desk.happened) == [("new", "post-9"), ("updated", "post-1")]
    assert len(desk.base.versions("post-1")) == 2
    # Robots, changes, and the posts that were due to be looked at.
    assert len(press.site.asked) <= 3
    desk.poll()
    assert desk.events == []


@pytest.mark.parametrize("with_counts", [True, False])
def test_a_long_archive_is_taken_in_over_several_polls(
    desk: Desk, press: WordPress, monkeypatch: pytest.MonkeyPatch, with_counts: bool
) -> None:
    monkeypatch.setattr("knowledge.sources.wordpress.MOST_STORIES", 24)
    monkeypatch.setattr("knowledge.sources.wordpress.PER_PAGE", 20)
    press.with_counts = with_counts
    for n in range(70):
        # 30 of them were imported in one second.
        imported = 20 <= n < 50
        date = "2022-10-05T00:00:00" if imported else f"2022-10-{1 + n // 10:02d}T09:{n % 10}:00"
        press.put(n, f"Post {n}", own_words(n), date)
    followed(desk, press)
    for _ in range(6):
        desk.due()
        assert desk.counts.get("failed") is None
    assert desk.base.scope().articles == 70
    assert all(len(desk.base.versions(f"post-{n}")) == 1 for n in range(70))
    desk.due()
    assert desk.events == []


def test_many_changes_at_once_are_all_taken_in(
    desk: Desk, press: WordPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.sources.wordpress.PER_PAGE", 20)
    for n in range(50):
        press.put(n, f"Post {n}", own_words(n), "2022-10-05T00:00:00")
    followed(desk, press)
    desk.poll()
    desk.time.passes(days=1)
    for n in range(50):
        press.put(
            n, f"Post {n}", f"New: {own_words(n)}", "2022-10-05T00:00:00", "2022-11-21T12:00:00"
        )
    desk.poll()
    assert desk.counts == {"updated": 50}


def test_a_post_that_is_taken_down_is_withdrawn_and_may_return(
    desk: Desk, press: WordPress
) -> None:
    for n in range(3):
        press.put(n, f"Post {n}", f"{n}{LONG}", f"2022-11-2{n - 1 if n else 0}T01:00:00")
    followed(desk, press)
    desk.poll()
    kept = press.posts.pop(1)
    desk.time.passes(days=2)
    desk.poll()
    assert ("missing", "post-1") in desk.happened and not desk.base.is_withdrawn("post-1")
    desk.time.passes(minutes=59)
    desk.poll()
    assert not desk.base.is_withdrawn("post-1")
    desk.time.passes(minutes=1)
    desk.poll()
    assert desk.happened == [("withdrawn", "post-1")]
    [notice] = desk.base.notices("post-1")
    assert (notice.at, notice.words) == ("2022-11-22T12:00:04Z", "Its page is gone.")
    assert desk.base.article("post-1") is not None
    press.posts[1] = kept
    desk.time.passes(days=9)
    desk.poll()
    assert ("returned", "post-1") in desk.happened and not desk.base.is_withdrawn("post-1")


def test_a_site_that_lists_nothing_any_more_has_not_withdrawn_everything(
    desk: Desk, press: WordPress
) -> None:
    for n in range(6):
        press.put(n, f"Post {n}", f"{n}{LONG}", f"2022-11-1{n}T01:00:00")
    followed(desk, press)
    desk.poll()
    press.posts.clear()
    desk.time.passes(days=30)
    [tally] = desk.poll()
    assert "none of the posts" in (tally.problem or "")
    assert desk.base.notices_of(f"post-{n}" for n in range(6)) == {}


def test_a_site_that_always_gives_the_same_is_not_asked_for_ever(
    desk: Desk, press: WordPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.sources.wordpress.MOST_PAGES", 9)
    press.put(1, "Post", LONG, "2022-11-20T01:00:00")
    same = press.answer(Request("/?per_page=100", {}))
    same.headers["X-WP-TotalPages"] = "1000000"
    press.site.replies["/wp-json/wp/v2/posts"] = same
    followed(desk, press)
    for _ in range(3):
        desk.due()
    assert len(press.site.asked) <= 2 * 9 + 4
    assert desk.base.due_providers(desk.time.now()) == []


def test_one_that_can_not_tell_changes_is_refused(desk: Desk, press: WordPress) -> None:
    press.put(1, "Post", LONG, "2012-11-01T01:00:00")
    answer = press.answer

    def older(request):  # type: ignore[no-untyped-def]
        request.path = request.path.replace("modified_after", "unknown")
        return answer(request)

    press.site.replies["/wp-json/wp/v2/posts"] = older
    followed(desk, press)
    [tally] = desk.poll()
    assert "older than 5.7" in (tally.problem or "")


@pytest.mark.parametrize(
    ("address", "made"),
    [
        ("https://p.example/wp-json/wp/v2", "https://p.example/wp-json/wp/v2/posts?page=2"),
        ("https://p.example/wp-json/wp/v2/", "https://p.example/wp-json/wp/v2/posts?page=2"),
        (
            "https://p.example/?rest_route=/wp/v2",
            "https://p.example/?rest_route=/wp/v2/posts&page=2",
        ),
    ],
)
def test_the_interface_may_be_in_the_path_or_in_the_query(address: str, made: str) -> None:
    assert endpoint(address, "posts", {"page": "2"}) == made


@pytest.mark.parametrize("data", [b"", b"{}", b"<html>", b"[" * 100_000, b"null", b'"x"'])
def test_what_is_no_list_of_posts_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="as WordPress does"):
        parse_posts(data)


def test_posts_in_another_form_are_left_out() -> None:
    found = parse_posts(
        b'[1, {}, {"id": "x", "content": {}}, {"content": {"protected": true}, "date": 1}]'
    )
    assert (found.posts, found.count, found.last_date) == ((), 4, None)


def test_a_post_of_the_future_hides_no_later_change(desk: Desk, press: WordPress) -> None:
    press.put(1, "One", f"1{LONG}", "2022-11-10T01:00:00")
    press.put(2, "Two", own_words(2), "2022-11-11T01:00:00", "2036-01-01T00:00:00")
    followed(desk, press)
    for _ in range(2):
        desk.poll()
        desk.time.passes(days=1)
    assert desk.events == []
    press.put(3, "Three", own_words(3), "2022-11-21T18:00:00")
    desk.poll()
    assert desk.happened == [("new", "post-3")]


def test_a_kept_future_is_left_behind(desk: Desk, press: WordPress) -> None:
    provider = followed(desk, press)
    cursor = '{"after": "2036-01-01T00:00:00Z", "before": ""}'
    desk.base.poll_succeeded(provider.id, at=desk.time.now(), due_at=desk.time.now(), cursor=cursor)
    desk.time.passes(days=1)
    press.put(3, "Three", own_words(3), "2022-11-21T18:00:00")
    desk.poll()
    assert desk.happened == [("new", "post-3")]


@pytest.mark.parametrize("odd", ["0000-00-00T00:00:00", "9999-12-31T23:59:59"])
def test_a_post_without_a_time_is_left_out(desk: Desk, press: WordPress, odd: str) -> None:
    for n in (1, 2):
        press.put(n, f"Post {n}", own_words(n), f"2022-11-1{n}T01:00:00")
    press.posts[1] |= {"modified_gmt": odd}
    followed(desk, press)
    assert not desk.poll()[0].failed
    assert desk.happened == [("new", "post-2")]


@pytest.mark.parametrize("without_dates", [False, True])
def test_a_page_of_posts_that_nobody_may_read_is_not_the_end_of_the_archive(
    desk: Desk, press: WordPress, monkeypatch: pytest.MonkeyPatch, without_dates: bool
) -> None:
    monkeypatch.setattr("knowledge.sources.wordpress.PER_PAGE", 4)
    for n in range(20):
        press.put(n, f"Post {n}", own_words(n), f"2022-10-{1 + n:02d}T09:00:00")
        if 6 <= n < 16:
            press.posts[n]["content"]["protected"] = True
            if without_dates:
                press.posts[n] |= {"content": None, "date_gmt": None}
    followed(desk, press)
    desk.poll()
    assert sorted(int(id[5:]) for id in desk.base.article_ids()) == [*range(6), *range(16, 20)]


@pytest.mark.parametrize(
    ("told", "byline"),
    [
        ({"_embedded": {"author": [{"id": 3, "name": "Ana Lima"}]}}, "Ana Lima"),
        ({"_embedded": {"author": [{"code": "rest_user_invalid_id", "message": "No."}]}}, None),
        ({"_embedded": {"author": [{"name": "admin"}]}}, None),
        ({"_embedded": {"author": [{"name": "ana@paper.example"}]}}, None),
        ({"yoast_head_json": {"author": "Ben Roy"}}, "Ben Roy"),
        (
            {
                "authors": [{"display_name": "Ana Lima"}, {"display_name": "Ben &amp; Roy"}],
                "_embedded": {"author": [{"name": "Desk"}]},
            },
            "Ana Lima, Ben & Roy",
        ),
        ({"authors": [7, 8], "_embedded": {"author": [{"name": "Ana Lima"}]}}, "Ana Lima"),
        ({"authors": {"x": 1}, "_embedded": [], "yoast_head_json": 7}, None),
    ],
)
def test_bylines_are_those_that_the_site_tells(
    desk: Desk, press: WordPress, told: dict[str, object], byline: str | None
) -> None:
    press.put(1, "One", own_words(1), "2022-11-10T01:00:00")
    press.posts[1] |= told
    followed(desk, press)
    desk.poll()
    article = desk.base.article("post-1")
    assert article is not None and article.byline == byline
    # With the posts themselves: nobody is asked for once more.
    assert all("posts" in one.path or "robots" in one.path for one in press.site.asked)
    assert "_embed=author" in press.site.asked[-1].path


def test_a_post_whose_address_changes_stays_one_article(desk: Desk, press: WordPress) -> None:
    press.put(1, "Post", f"Ana Lima (PE) met Tom Okoro (KE).{LONG}", "2022-11-11T01:00:00")
    followed(desk, press)
    desk.poll()
    desk.time.passes(days=1)
    changed = f"Ana Lima (PE) met Eva Sato (JP).{LONG}"
    press.put(1, "Post", changed, "2022-11-11T01:00:00", "2022-11-21T18:00:00")
    press.posts[1]["link"] = f"{press.site.base}/2022/lima-meets-sato/"
    desk.poll()
    assert ("updated", "post-1") in desk.happened
    assert desk.base.scope().articles == 1 and len(desk.base.versions("post-1")) == 2
    press.posts.clear()
    for _ in range(3):
        desk.time.passes(days=9)
        desk.poll()
    assert desk.base.is_withdrawn("post-1")


@pytest.mark.parametrize("odd", [{"modified_gmt": None}, {"content": "text"}, {"link": None}])
def test_a_post_that_can_not_be_read_any_more_was_not_taken_down(
    desk: Desk, press: WordPress, odd: dict[str, object]
) -> None:
    press.put(1, "Post", f"1{LONG}", "2022-11-11T01:00:00")
    followed(desk, press)
    desk.poll()
    press.posts[1] |= {name: odd.get(name, value) for name, value in press.posts[1].items()}
    for _ in range(3):
        desk.time.passes(days=9)
        desk.poll()
    assert not desk.base.is_withdrawn("post-1")
    press.posts[1]["content"] = {"rendered": "", "protected": True}
    for _ in range(3):
        desk.time.passes(days=90)
        desk.poll()
    assert desk.base.is_withdrawn("post-1")
