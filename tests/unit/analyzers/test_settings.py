"""Settings of scripts."""

from pyzeek.analyzers.settings import DEFAULTS, Settings


def test_scripts_decide(make_lab):
    values = {"tcp_close_delay": 1.0, "Tunnel::max_depth": 2}
    settings = make_lab(values=values).net.settings
    assert (settings.tcp_close_delay, settings.Tunnel_max_depth) == (1.0, 2)


def test_without_a_library_there_are_defaults(make_lab):
    settings = Settings(make_lab().rt)
    for name, value in DEFAULTS.items():
        assert getattr(settings, name.replace("::", "_")) == value
