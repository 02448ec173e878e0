"""Names, comments and questions of the demo account. People and addresses are invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """An agent: `teams` are indexes into `TEAM_NAMES`."""

    username: str
    fullname: str
    role: str
    teams: tuple[int, ...]
    type: str = "AGENT"
    has_access: bool = True
    is_archived: bool = False
    quality: float = 0.0


TEAM_NAMES = ("Billing", "Technical Support", "Onboarding", "Night Shift")

PEOPLE = (
    Person("greta.lind", "Greta Lind", "leader", (0,), quality=0.5),
    Person("tomas.kral", "Tomáš Kráľ", "team_member", (0,), quality=0.2),
    Person("aiko.mori", "森 愛子", "team_member", (0, 3), quality=0.9),
    Person("dario.conti", "Dario Conti", "team_member", (0,), quality=-0.9),
    Person("nadia.haddad", "نادية حداد", "leader", (1,), quality=0.6),
    Person("sven.olsen", "Sven Olsen", "team_member", (1, 3), quality=0.1),
    Person("maria.vidal", "María Vidal", "team_member", (1,), quality=0.4),
    Person("piotr.nowak", "Piotr Nowak", "team_member", (1,), quality=-0.3),
    Person("lea.fontaine", "Léa Fontaine", "team_member", (1, 2), quality=0.7),
    Person("oksana.bondar", "Оксана Бондар", "team_member", (1,), quality=0.0),
    Person("joao.matos", "João Matos", "team_member", (2,), quality=0.3),
    Person("hana.vesela", "Hana Veselá", "leader", (2,), quality=0.8),
    Person("eetu.laine", "Eetu Laine", "restricted", (3,), quality=-0.1),
    Person("zoe.papadaki", "Ζωή Παπαδάκη", "restricted", (3,), quality=0.2),
    Person("old.colleague", "Casey Former", "team_member", (0,), has_access=False, is_archived=True, quality=-0.4),
    Person("unmatched.agent", "Unmatched Agent", "", (), type="UNKNOWN_AGENT", has_access=False, quality=0.0),
    Person("help-centre", "Help centre", "", (), type="THING_OR_ACTION", has_access=False, quality=0.1),
    Person("checkout", "Checkout", "", (2,), type="THING_OR_ACTION", has_access=False, quality=-0.5),
)

CUSTOMER_FIRST_NAMES = (
    "Alva", "Bruno", "Chiara", "Dmitri", "Élodie", "Farah", "Günther", "Hye-jin", "Ines", "Jörg", "Kwame", "Łucja",
    "Mei", "Noor", "Øystein", "Priya", "Quentin", "Rosa", "Şebnem", "Tiago",
)  # fmt: skip
CUSTOMER_LAST_NAMES = (
    "Abbott",
    "Bianchi",
    "Castellanos",
    "Dvořák",
    "Eriksen",
    "Fischer",
    "García",
    "Horváth",
    "Ishikawa",
    "Jansen",
)

GOOD_COMMENTS = (
    "Quick and friendly, thank you!",
    "Solved in one reply. That is how it should be.",
    "Sehr freundlich und schnell, vielen Dank!",
    "Merci beaucoup, réponse claire et rapide.",
    "¡Excelente atención, muchas gracias!",
    "Super, ďakujem veľmi pekne.",
    "とても丁寧に対応していただきました。",
    "Спасибо, всё быстро решили!",
    "شكراً جزيلاً على المساعدة",
    "非常感谢，问题解决了。",  # noqa: RUF001 - Chinese punctuation
    "Děkuji, perfektní přístup 👍",
    "Heel fijn geholpen, dank je wel.",
    'They even followed up the next day: "all good?" It was.',
)
FAIR_COMMENTS = (
    "It worked in the end, after three mails.",
    "Okay, but the first answer did not fit my question.",
    "Es hat etwas gedauert.",
    "Réponse correcte, sans plus.",
    "La solución llegó tarde, pero llegó.",
    "普通でした。",
    "Ujdzie.",
)
POOR_COMMENTS = (
    "I waited four days for an answer that did not help.",
    "My order number was in the first mail. You asked for it three times.",
    "Leider keine Lösung, nur Textbausteine.",
    "Personne n'a lu mon message.",
    "Nadie me ha llamado, como prometieron.",
    "まだ解決していません。",
    "Вопрос так и не решён.",
    "Charged twice, refunded once.",
    "Nikdo se mi neozval.\nTicket byl zavřen bez odpovědi.",
)

ADDRESSES_THAT_WANT_NO_MORE = (
    "no-more-surveys@example.com",
    "quiet.person@example.com",
    "čítateľ@example.com",
    "please.stop@example.com",
)
