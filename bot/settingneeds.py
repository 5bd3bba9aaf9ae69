"""What the settings need of this machine, looked at before anything is begun."""

import os

from bot.settings import Mode, Settings
from bot.settingvalues import Key, SettingsProblem
from knowledge.safekeeping import litestream
from knowledge.safekeeping.litestream import ReplicaProblem


def check(settings: Settings) -> None:
    """Check that there is what the settings name and need, which starting again would not mend.

    Raises:
        SettingsProblem: there is no folder for the fact base that can be entered, or no Litestream
            for its replica.
    """
    # Unlike `Path.is_dir` this says no, too, where the way there is closed to this account.
    if not os.path.isdir(settings.database.parent):
        raise SettingsProblem(
            f"There is no folder for the fact base “{settings.database.name}” that this account "
            f"can enter. Make it (mkdir -p), mount the disk that it is on, let the account in, or "
            f"name another file with {Key.DB}."
        )
    # The local workspace copies nothing.
    if settings.replica is not None and settings.mode is not Mode.WORKSPACE:
        try:
            litestream.binary()
        except ReplicaProblem as problem:
            raise SettingsProblem(f"{problem} Or unset {Key.REPLICA}.") from problem
