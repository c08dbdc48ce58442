"""Names of authors as citations and lists of references write them: in full where they are bodies', else in part."""

from policylens.analysis.authors import Author, Body, Person


def family_name(author: Author) -> str:
    """Return `van Family`."""
    return author.name if isinstance(author, Body) else " ".join(filter(None, (author.particle, author.family)))


def family_first(author: Author) -> str:
    """Return `van Family, G.G., Jr`."""
    if isinstance(author, Body):
        return author.name
    return ", ".join(filter(None, (family_name(author), initials(author), author.suffix)))


def initials_first(author: Author) -> str:
    """Return `G.G. van Family`."""
    return author.name if isinstance(author, Body) else f"{initials(author)} {family_name(author)}"


def sorted_by(author: Author) -> str:
    """Return `van Family Given`, as which a name stands in a list: where a reader looks who sees it cited."""
    return author.name if isinstance(author, Body) else f"{family_name(author)} {author.given} {author.suffix}"


def initials(person: Person) -> str:
    """Return the initials of a person's forenames, hyphens kept: `J.R.R.` of `J R R`, `J.-P.` of `Jean-Paul`."""
    words = person.given.replace("‐", "-").replace(".", " ").replace("-", " -").split()
    spelt = [letter for word in words for letter in (word if _is_run(word) else [word])]
    return "".join(f"-{word[1]}." if word[0] == "-" and word[1:] else f"{word[0]}." for word in spelt)


def _is_run(word: str) -> bool:
    """Whether a word is initials without stops: `JRR`."""
    return len(word) > 1 and word.isalpha() and word.isupper()
