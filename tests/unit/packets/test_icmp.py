"""Which message answers which."""

from pyzeek.packets.icmp import V4_ANSWERS, V6_ANSWERS, counterpart


def test_answers_are_mutual():
    for answers in (V4_ANSWERS, V6_ANSWERS):
        assert all(answers[answer] == kind for kind, answer in answers.items())


def test_others_go_one_way():
    assert counterpart(False, 3, 1) == (1, True)
    assert counterpart(True, 128, 0) == (129, False)
