"""The mark of an overridden method; typing_extensions itself is for the type checker alone.

It takes longer to load than any module of ours and would delay the first paint.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

Method = TypeVar("Method", bound=Callable[..., Any])

if TYPE_CHECKING:
    from typing_extensions import override as override
else:

    def override(method: Method) -> Method:
        """Return the method as it is."""
        return method
