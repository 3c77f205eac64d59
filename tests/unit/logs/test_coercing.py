"""Records of other types."""


def test_anonymous_records(logs) -> None:
    assert logs("Log::write(LOG, [$n=3]);") == {"m": "#fields\tn\ts\n3\t-\n"}


def test_misfits_are_told(logs) -> None:
    message = (
        'error in <no location>: orphan field "z" in initialization ([z=1])\n'
        'error in <no location>: non-optional field "n" missing in'
        " initialization ([z=1])\n"
        "fatal error: errors occurred while initializing\n"
    )
    assert logs("Log::write(LOG, [$z=1]);", status=1, err=message)
