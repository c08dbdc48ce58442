"""`python -m policylens`."""

from policylens.cli.main import main

if __name__ == "__main__":
    main()
