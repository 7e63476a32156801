"""English words of questions that name nothing, and those of the calendar. Tables only, in lower case."""

from __future__ import annotations

ENGLISH_STOPS = frozenset(
    "the a an of in on at to and or for is was were are be been did do does has have had that which it its this "
    "these those there from by with as than what how many much s p please tell me give show about number total year "
    "s' number's province's out who into during over up down compared reach reached stood current currently were "
    "will would could can large big through overall throughout amount reaches reaching there being its i i'm im am "
    "my me we our us you your they "
    "them their he she hi hey hello quick one two just also still already now today know happen mean means say says "
    "said report reports according state stated note figure figures figured piece article writing write need want like "
    "go goes went come came came put put get got take took make made if so such any some more most very really "
    "actually "
    "exactly roughly about around approximately nearly whole entire across among within between against per each both "
    "all only alone together along period same time times since until till end beginning start early late far ever "
    "once "
    "classified counted considered measured listed noted contributed contribute brought bring set plans planned "
    "planning "
    "next last past previous sharp sharply fast quickly higher lower more less fewer of's off then thus because while "
    "when where whether not no yes ok thanks thank question answer check confirm correct right province's "
    "district's everything something anything things thing side kind sort type types level levels detail "
    "details".split()
)
MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
COUNT_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
