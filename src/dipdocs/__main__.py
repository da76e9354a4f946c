"""`python -m dipdocs`: the same as the command `dipdocs`."""

from dipdocs.cli import main

if __name__ == "__main__":
    main()
