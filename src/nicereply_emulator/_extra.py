"""What to say when the packages of the emulator's extra are not installed."""


def needs_extra(error: ModuleNotFoundError) -> str:
    """What to install. An error that is about no package of the extra is raised again."""
    if error.name is None or error.name.startswith("nicereply"):
        raise error
    return f"The emulator needs {error.name}, which is not installed: pip install 'nicereply[emulator]'"
