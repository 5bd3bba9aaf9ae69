"""The people of a workspace and its bot: members, guests, and strangers from other companies.

https://docs.slack.dev/reference/objects/user-object
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.workspace.state import Json

Guest = Literal["multi", "single"]


@dataclass(slots=True)
class User:
    """A person or the app's bot user; `name` is the handle, `real_name` what people read.

    `guest` is of one channel (`single`) or of several (`multi`); `team` is another workspace's id
    for a stranger, who shares a channel through Slack Connect.
    """

    id: str
    name: str
    real_name: str
    is_bot: bool = False
    bot_id: str | None = None
    tz: str = "Etc/UTC"
    locale: str = "en-US"
    guest: Guest | None = None
    team: str | None = None
    is_admin: bool = False

    @property
    def is_stranger(self) -> bool:
        """Whether they belong to another workspace."""
        return self.team is not None

    @property
    def email(self) -> str | None:
        """An address nobody has, for people; bots have none, and strangers show none."""
        return None if self.is_bot or self.is_stranger else f"{self.name}@newsroom.example"

    def payload(self, team: str, now: float, *, with_locale: bool = False) -> Json:
        """The user object of the Web API in workspace `team`; `now` decides on summer time.

        Of strangers Slack tells less: no address, and nothing of their rank.
        """
        home = self.team or team
        zone = datetime.fromtimestamp(now, ZoneInfo(self.tz))
        offset = zone.utcoffset()
        shown: Json = {
            "id": self.id,
            "team_id": home,
            "name": self.name,
            "deleted": False,
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_label": zone.tzname() or self.tz,
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "profile": self._profile(home),
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": 0,
        }
        if self.is_stranger:
            shown["is_stranger"] = True
        else:
            shown |= {
                "is_admin": self.is_admin,
                "is_owner": False,
                "is_primary_owner": False,
                "is_restricted": self.guest is not None,
                "is_ultra_restricted": self.guest == "single",
            }
        if with_locale and not self.is_bot:
            shown["locale"] = self.locale
        return shown

    def _profile(self, team: str) -> Json:
        profile: Json = {
            "real_name": self.real_name,
            "display_name": self.name,
            "real_name_normalized": self.real_name,
            "display_name_normalized": self.name,
            "team": team,
        }
        if self.bot_id is not None:
            profile["bot_id"] = self.bot_id
        if self.email is not None:
            profile["email"] = self.email
        return profile
