"""Who an author is: persons' names are taken apart, bodies' never."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import hostile

from policylens.analysis.authors import Body, Person, author, folded

PERSONS = {
    "Max Wind-Cowie": Person("Wind-Cowie", "Max"),
    "Mary Jane Watson": Person("Watson", "Mary Jane"),
    "J Smith": Person("Smith", "J"),
    "R H Tawney": Person("Tawney", "R H"),
    "RH Tawney": Person("Tawney", "RH"),
    "J.R.R. Tolkien": Person("Tolkien", "J.R.R."),
    "Jean-Paul Sartre": Person("Sartre", "Jean-Paul"),
    "Sean O’Casey": Person("O’Casey", "Sean"),
    "Anna-Maria Straße": Person("Straße", "Anna-Maria"),
    "Лев Толстой": Person("Толстой", "Лев"),
    "Robert Bruce Reform-Smith": Person("Reform-Smith", "Robert Bruce"),
}
PARTICLES = {
    "Ludwig van Beethoven": Person("Beethoven", "Ludwig", "van"),
    "Ursula von der Leyen": Person("Leyen", "Ursula", "von der"),
    "Étienne de la Boétie": Person("Boétie", "Étienne", "de la"),
    "Jean de La Fontaine": Person("La Fontaine", "Jean", "de"),
    "Ruth De Souza": Person("De Souza", "Ruth"),
    "Norman St John-Stevas": Person("St John-Stevas", "Norman"),
    "Van Morrison": Person("Morrison", "Van"),
    "Jean d'Alembert": Person("d'Alembert", "Jean"),
    "Aisha al-Hassan": Person("al-Hassan", "Aisha"),
    "José Ortega y Gasset": Person("Ortega y Gasset", "José"),
}
SUFFIXES_AND_TITLES = {
    "Martin Luther King Jr.": Person("King", "Martin Luther", suffix="Jr."),
    "Martin Luther King, Jr.": Person("King", "Martin Luther", suffix="Jr."),
    "John Smith III": Person("Smith", "John", suffix="III"),
    "Sir Andrew Foster": Person("Foster", "Andrew"),
    "Professor Dr Ada Byron": Person("Byron", "Ada"),
    "The Rt Hon Gordon Brown MP": Person("Brown", "Gordon"),
    "Jane Smith CBE, PhD": Person("Smith", "Jane"),
    "Andrew Harrop, M.P.": Person("Harrop", "Andrew"),
}
FAMILY_FIRST = {
    "Housden, Peter": Person("Housden", "Peter"),
    "García Márquez, Gabriel": Person("García Márquez", "Gabriel"),
    "van Beethoven, Ludwig": Person("Beethoven", "Ludwig", "van"),
    "Beethoven, Ludwig van": Person("Beethoven", "Ludwig", "van"),
    "King, Martin Luther, Jr": Person("King", "Martin Luther", suffix="Jr"),
    "King, Jr., Martin Luther": Person("King", "Martin Luther", suffix="Jr."),
    "Foster, Sir Andrew": Person("Foster", "Andrew"),
    "hooks, bell": Person("hooks", "bell"),
    "Wales, Jimmy": Person("Wales", "Jimmy"),
    "Service, Robert": Person("Service", "Robert"),
}


@pytest.mark.parametrize(
    ("name", "person"), [*PERSONS.items(), *PARTICLES.items(), *SUFFIXES_AND_TITLES.items(), *FAMILY_FIRST.items()]
)
def test_a_persons_name_is_taken_apart(name: str, person: Person) -> None:
    assert author(name) == person


BODIES = [
    # by a word
    "Cabinet Office", "Fabian Society", "Town Council", "HM Treasury", "Policy Exchange", "New Local", "Nuffield Trust",
    "University College London", "Deutsche Gesellschaft", "Llywodraeth Cymru", "Sport England", "Citizens Advice",
    "Welsh Conservatives", "The Co-operative", "Bundesministerium des Innern",
    # by small words, and by what belongs to somebody
    "Friends of the Avenue", "Save the Children", "The Friends", "King's Fund", "Children’s Aid", "Nurses’ Aid",
    # by signs and digits
    "Learning and Skills Improvement Service (LSIS)", "Smith & Sons", "Shelter/Crisis", "Campaign 2020", "Amazon.com",
    # by capitals
    "LSIS", "UNISON", "NHS Confed", "Age UK", "UK Finance", "PETER HOUSDEN",
    # of one word
    "Demos", "Reform", "ResPublica", "openDemocracy",
]  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_a_body_is_kept_whole(name: str) -> None:
    assert author(name) == Body(name)


KEPT = [
    "Lord Bichard", "Baroness Julia Neuberger", "Dr Smith", "bell hooks", "van Gogh", "Jean DUPONT", "毛 泽东",
    "김 철수", "Andrew Harrop and Robert Tinker", "Smith, Jones, Brown", "Smith et al.", "Ngũgĩ wa Thiong'o",
    "A.Harrop", "Smith,", ", Peter", ",", "Department for Education, England", "Smith, Peter and Paul", "毛, 泽东",
]  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_a_name_that_might_be_mangled_is_kept_whole(name: str) -> None:
    assert author(name) == Body(name)


def test_the_publisher_is_a_body_whatever_its_name() -> None:
    assert author("Demos Helsinki", "Someone Else") == Person("Helsinki", "Demos")
    assert author("Demos Helsinki", "Demos Helsinki") == Body("Demos Helsinki")
    assert author("Demos Helsinki", "Demos Helsinki (DH)") == Body("Demos Helsinki")


@pytest.mark.parametrize("called", [("Housden", "essay"), ("", "housden"), ("", "housden-2016"), ("HOUSDEN", "x")])
def test_a_publisher_by_whose_family_name_the_document_goes_is_a_person(called: tuple[str, str]) -> None:
    assert author("Peter Housden", "Peter Housden", called) == Person("Housden", "Peter")


def test_a_publisher_with_a_particle_can_be_a_person_too() -> None:
    assert author("Jan van Dijk", "Jan van Dijk", ("Van Dijk",)) == Person("Dijk", "Jan", "van")


@pytest.mark.parametrize("called", [(), ("Peter", "essay"), ("Peter Housden", "x")])
def test_any_other_publisher_is_kept_whole_unless_the_name_is_turned_round(called: tuple[str, ...]) -> None:
    assert author("Peter Housden", "Peter Housden", called) == Body("Peter Housden")
    assert author("Housden, Peter", "Housden, Peter", called) == Person("Housden", "Peter")


EVERY = [*PERSONS, *PARTICLES, *SUFFIXES_AND_TITLES, *FAMILY_FIRST, *BODIES, *KEPT]
NAMES = st.lists(st.sampled_from([*EVERY, ",", "", " ", "Jr", "MP"]), max_size=4)


@given(NAMES.map(" ".join) | hostile() | st.text(max_size=12))
@example("")
@example("St")
@example("y y")
@example("Jr, Jr")
@example("Sir, Dr")
def test_whatever_a_name_is_no_part_of_it_is_invented_or_empty(name: str) -> None:
    found = author(name)
    if isinstance(found, Body):
        assert found.name == name
    else:
        assert found.family.strip()
        assert found.given.strip()
        assert all(word in name for part in found for word in part.split())


def test_names_are_compared_by_their_letters() -> None:
    assert folded("Ørsted-Müller, É.") == "ørstedmullere"
    assert folded("St. John") == folded("ST JOHN")
