"""Which outcomes does no other outcome better for one party without a loss to another?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["undominated"]


def undominated(values: NDArray[np.integer], limit: int) -> NDArray[np.intp]:
    """The rows that no row exceeds in one column without falling below it in another.

    At most ``limit`` different ones, the greatest in the order of the columns first; rows that
    are alike come together.

    Examples
    --------
    >>> undominated(np.array([[1, 3], [2, 2], [1, 2], [2, 2]]), limit=5).tolist()
    [0, 1, 3]
    """
    left = np.arange(len(values))
    kept: list[NDArray[np.intp]] = []
    while len(left) and len(kept) < limit:
        rows = values[left]
        greatest = rows[np.lexsort(rows.T[::-1])[-1]]
        kept.append(left[(rows == greatest).all(axis=1)])
        left = left[~(rows <= greatest).all(axis=1)]
    return np.sort(np.concatenate(kept)) if kept else left
