"""Words by which names of persons and of bodies are told apart, and parts of names from each other."""

from typing import Final

BODY_WORDS: Final = frozenset(
    """
    academy administration advice agency alliance archives assembly associates association authority board bureau
    cabinet campaign center centre chamber citizens civil coalition collective college commission commissioner
    commissioners committee community company confederation conference congress conservatives consortium consultants
    corporation council councils democrats department directorate division editors european executive faculty
    federation forum foundation fund global government greens group health hospital hub inc initiative inquiry
    inspectorate institute institution international joint laboratory labour league liberals libraries library
    limited llp local ltd ministry movement museum national nations network observatory office ombudsman operative
    organisation organization panel parliament partners partnership party plc policy programme project public
    regional republicans research school secretariat services social society taskforce team treasury tribunal trust
    trustees union unions unit university
    agence bundesamt bundesministerium bundesregierung comité commune conseil fondation fundación gesellschaft
    gobierno institut instituto kommission llywodraeth ministerio ministerium ministère partei regierung stiftung
    universidad universität université verband verein
    """.split()
)
"""Words in small letters that stand in names of bodies, and in next to none of persons; `operative` is co-operative."""

SURNAMES_TOO: Final = frozenset(
    "bank britain church england europe exchange ireland press scotland service wales".split()
)
"""The same, but persons are called so as well: they are taken for such where they are written `Family, Given`."""

JOINING: Final = frozenset("and at en et for für in of on pour the to und with zum".split())
"""Small words that stand in names of bodies, and between several names."""

ACRONYMS: Final = frozenset("BBC EU HM NHS TUC UK UN US USA".split())
"""What stands before other words in names of bodies; other short runs of capitals there are initials."""

PARTICLES: Final = frozenset(
    "ab af al ap av ben bin bint da dal das de del della den der des di do dos du el ferch ibn la las le les lo los "
    "mac ní te ten ter tot van vom von zu zur".split()
)
CAPITAL_PARTICLES: Final = frozenset("Da De Del Della Den Der Di Dos Du La Le St St. Van Von".split())
"""The same as English names write them: parts of the family name, by which it is sorted."""

BETWEEN: Final = frozenset("e i y".split())
"""What joins the two family names of Portuguese, Catalan and Spanish persons."""

SUFFIXES: Final = frozenset("Jr Jnr Sr Snr II III IV".split())
TITLES: Final = frozenset(
    "Dame Dr Hon Honourable Miss Mr Mrs Ms Mx Prof Professor Rev Revd Reverend Right Rt Sir".split()
)
HONOURS: Final = frozenset(
    "AM BA BSc CB CBE CMG DBE DCB DL DPhil Esq FBA FCA FRS FRSA GCB JP KBE KC KCB KCMG MA MBA MBE MD MEP MLA MP MS MSc "
    "MSP OBE PC PhD QC TD".split()
)
PEERS: Final = frozenset("Baroness Lady Lord Viscount".split())
"""Their names are kept whole: one does not know which part is the title's."""
