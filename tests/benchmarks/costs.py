"""What the worst of many hostile addresses costs, beside the plain list: rows and words that nobody has seen."""

from finding.memory.library import library
from tests.hostile import addresses
from tests.work import forget

from .pages import Browser
from .timing import took, usually

PLAIN = "/projets/"
TIMES = 10  # addresses of each page
WORST, AGAIN = 10, 3  # addresses that are asked again, and how many times: a slow moment is not a slow address


REFUSALS = ("400 Bad Request", "404 Not Found")  # a workbook that is too long, examples in a form that is no page


def measured():
    browser = Browser(REFUSALS)
    library.open()
    for address in (PLAIN, *addresses(1, seed="other")):
        browser.get(raw(address))  # templates are compiled, options are read
    plain = usually(forgetting(browser, PLAIN, AGAIN * WORST))
    costs = {address: took(next(forgetting(browser, address, 1))) for address in addresses(TIMES)}
    worst = sorted(costs, key=costs.get)[-WORST:]
    again = {address: min(map(took, forgetting(browser, address, AGAIN))) for address in worst}
    address = max(again, key=again.get)
    return {"liste nue": plain, "pire adresse": again[address], "son adresse": address}


def forgetting(browser, address, times):
    """So many visits to an address, each as if it were the first."""
    for _ in range(times):
        forget()
        yield lambda: browser.fresh(raw(address))


def raw(address):
    """An address as the server gives it to the application: a character for each byte."""
    return address.encode().decode("latin-1")
