"""Why the machine refuses something, in words an author can act on."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from types import MappingProxyType

_WHY: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOENT: "den finnes ikke",
        errno.ENOTDIR: "noe på veien dit er ikke en mappe",
        errno.EACCES: "du har ikke lov til å lese den",
        errno.EPERM: "du har ikke lov til å lese den",
        errno.EISDIR: "det er en mappe",
        errno.ELOOP: "lenkene til den går i ring, eller er for mange",
        errno.ENAMETOOLONG: "navnet er for langt",
        errno.EILSEQ: "navnet har tegn som ikke kan brukes her",
        errno.EINVAL: "navnet har tegn som ikke kan brukes her",
        errno.EIO: "disken eller nettverket svarer ikke",
        errno.ESTALE: "disken eller nettverket svarer ikke",
        errno.ETIMEDOUT: "disken eller nettverket svarer ikke",
        errno.EMFILE: "maskinen har for mange filer åpne",
        errno.ENFILE: "maskinen har for mange filer åpne",
        errno.EBUSY: "noe annet bruker den",
        errno.ENXIO: "det er ikke en vanlig fil",
        errno.ENODEV: "det er ikke en vanlig fil",
    }
)


def why(error: OSError) -> str:
    """Return why something failed, to stand after a colon; by number where no words are known.

    The system's own words follow the language of the machine, not that of authors.
    """
    known = _WHY.get(error.errno or 0)
    return known or f"maskinen sier nei (feil nummer {error.errno or 'ukjent'})"
