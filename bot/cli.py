"""Every command a person types."""


def main() -> None:
    """Run the command line."""
