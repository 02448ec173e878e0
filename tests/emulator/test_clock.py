from nicereply_emulator._clock import Clock


class RealTime:
    def __init__(self) -> None:
        self.seconds = 1_000.5

    def __call__(self) -> float:
        return self.seconds


def test_it_runs_with_real_time() -> None:
    real = RealTime()
    clock = Clock(real_time=real)
    assert clock.now() == 1_000
    real.seconds += 60
    assert clock.now() == 1_060


def test_it_starts_where_it_is_told_and_runs_on() -> None:
    real = RealTime()
    clock = Clock(5_000, real_time=real)
    assert clock.now() == 5_000
    real.seconds += 60
    assert clock.now() == 5_060
    clock.advance(40)
    assert clock.now() == 5_100
    clock.set(10)
    assert clock.now() == 10


def test_frozen_it_moves_only_when_told() -> None:
    real = RealTime()
    clock = Clock(5_000, real_time=real)
    clock.freeze()
    real.seconds += 60
    assert (clock.now(), clock.is_frozen) == (5_000, True)
    clock.advance(7)
    assert clock.now() == 5_007
    clock.set(9)
    assert clock.now() == 9
    clock.freeze(100)
    assert clock.now() == 100
    clock.run()
    assert not clock.is_frozen
    real.seconds += 5
    assert clock.now() == 105
