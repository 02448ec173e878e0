"""What a test can do to the emulator: faults, journal, clock, snapshots, data, account, rate limit.

Each module is one control. `Emulator` offers them to Python, `endpoints` the same over HTTP below `/_emulator`.
"""
