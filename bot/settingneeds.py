"""What the settings need of this machine, looked at before anything is begun."""

from bot.settings import Mode, Settings
from bot.settingvalues import Key, SettingsProblem
from knowledge.safekeeping import litestream
from knowledge.safekeeping.litestream import ReplicaProblem


def check(settings: Settings) -> None:
    """Check that there is what the settings name and need, which starting again would not mend.

    Raises:
        SettingsProblem: there is no folder for the fact base, or no Litestream for its replica.
    """
    if not settings.database.parent.is_dir():
        raise SettingsProblem(
            f"There is no folder for the fact base “{settings.database.name}”. Make it (mkdir -p), "
            f"mount the disk that it is on, or name another file with {Key.DB}."
        )
    # The local workspace copies nothing.
    if settings.replica is not None and settings.mode is not Mode.WORKSPACE:
        try:
            litestream.binary()
        except ReplicaProblem as problem:
            raise SettingsProblem(f"{problem} Or unset {Key.REPLICA}.") from problem
