"""Record classes by attribute."""


def test_classes_are_looked_up_by_zeeks_names(make_lab):
    asked = []
    lab = make_lab()
    lab.rt.record = lambda name: asked.append(name) or dict
    types = lab.net.types
    types._rt = lab.rt
    assert types.nd_option is types.nd_option
    assert asked == ["icmp6_nd_option"]
