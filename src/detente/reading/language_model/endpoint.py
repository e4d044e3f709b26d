"""A language model behind an OpenAI-compatible address: one question, one answer, in bounds."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from detente.errors import SourceError

if TYPE_CHECKING:
    import httpx2
    from openai import OpenAI

__all__ = ["Answer", "Endpoint"]

LARGEST_ANSWER = 4 * 2**20  # bytes
ELSEWHERE = (
    "sends the question on to another server, which it was not: name that one if you trust it"
)
KEY = "DETENTE_API_KEY"  # the variable that holds a key; no other key of the user is sent

# What comes of taking an answer to pieces that has not the form of one.
_FORMLESS = (ValueError, TypeError, AttributeError, LookupError, RecursionError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model wrote; ``cut`` tells that it stopped at its limit of length."""

    text: str
    cut: bool = False


@dataclass(slots=True)
class Endpoint:
    """A model by its name and the address of its server.

    ``timeout`` is in seconds, for one answer; ``tries`` counts the first and those after a busy
    or failing server.
    """

    base_url: str
    model: str
    timeout: float = 120.0
    tries: int = 4
    _plain: bool = field(default=False, init=False)  # whether the server knows no schemas

    def ask(self, instructions: str, question: str, schema: Mapping[str, Any]) -> Answer:
        """The answer to a question, which may be anything: it is data to be checked.

        Raises
        ------
        SourceError
            Where the extra is missing, or the server gives no answer within its time and tries.
        """
        messages = [
            {"role": "system", "content": instructions},
            {"role": "user", "content": question},
        ]
        if self._plain:
            return self._asked(messages, {})
        form = {"name": "records", "strict": True, "schema": dict(schema)}
        options = {"response_format": {"type": "json_schema", "json_schema": form}}
        try:
            return self._asked(messages, {**options, "temperature": 0})
        except _NotUnderstoodError:
            self._plain = True
            return self._asked(messages, {})

    def _asked(self, messages: list[dict[str, str]], options: Mapping[str, Any]) -> Answer:
        openai = _openai()
        try:
            with self._connected() as client:
                completion = client.chat.completions.create(
                    model=self.model,
                    messages=messages,  # type: ignore[arg-type]
                    **options,
                )
            return _answer(completion)
        except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
            if options:
                raise _NotUnderstoodError from None
            raise self._failure(f"refuses the question ({error.status_code})") from None
        except openai.APITimeoutError:
            raise self._failure(f"gives no answer within {self.timeout:.0f} s") from None
        except openai.RateLimitError:
            raise self._failure("is too busy: try again later") from None
        except (openai.AuthenticationError, openai.PermissionDeniedError):
            raise self._failure(f"wants a key: set {KEY}") from None
        except openai.APIStatusError as error:
            if error.response.is_redirect:
                raise self._failure(ELSEWHERE) from None
            raise self._failure(f"answers {error.status_code}: look at the address") from None
        except (openai.OpenAIError, *_FORMLESS) as error:
            cause = error.__cause__ or error
            raise self._failure(f"gives no answer ({type(cause).__name__})") from None

    def _failure(self, what: str) -> SourceError:
        return SourceError(f"the model {self.model} {what}", file=self.base_url)

    def _connected(self) -> OpenAI:
        openai = _openai()
        client: OpenAI = openai.OpenAI(
            base_url=self.base_url,
            api_key=os.environ.get(KEY) or "none",
            organization="",
            project="",
            max_retries=self.tries - 1,
            timeout=self.timeout,
            http_client=openai.DefaultHttpxClient(transport=_bounded(self.timeout)),
        )
        return client


class _NotUnderstoodError(Exception):
    """The server does not know an option of the question."""


def _openai() -> Any:  # noqa: ANN401 - a module
    try:
        import openai  # noqa: PLC0415 - an extra
    except ImportError:
        raise SourceError(
            "language models need an extra: python -m pip install 'detente[llm]'"
        ) from None
    return openai


def _answer(completion: Any) -> Answer:  # noqa: ANN401 - servers put anything here
    """The text of a completion; what has another form counts as an empty answer."""
    choices = getattr(completion, "choices", None) or ()
    choice = choices[0] if choices else None
    text = getattr(getattr(choice, "message", None), "content", None)
    return Answer(
        text if isinstance(text, str) else "", getattr(choice, "finish_reason", "") == "length"
    )


def _bounded(timeout: float) -> httpx2.BaseTransport:
    """A way to the server that ends with an answer too large or too slow."""
    import httpx2  # noqa: PLC0415 - comes with openai

    class Stream(httpx2.SyncByteStream):
        """An answer that is counted as it comes."""

        def __init__(self, stream: httpx2.SyncByteStream) -> None:
            self.stream = stream

        def __iter__(self) -> Iterator[bytes]:
            deadline, total = time.monotonic() + timeout, 0
            for piece in self.stream:
                total += len(piece)
                if total > LARGEST_ANSWER:
                    raise httpx2.DecodingError("the answer is too large")
                if time.monotonic() > deadline:
                    raise httpx2.ReadTimeout("the answer is too slow")
                yield piece

        def close(self) -> None:
            self.stream.close()

    class Transport(httpx2.HTTPTransport):
        """Passes answers on within bounds, and none that could unpack to more."""

        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            request.headers["Accept-Encoding"] = "identity"
            response = super().handle_request(request)
            _forget_other_servers(request, response)
            if response.headers.get("Content-Encoding", "identity") != "identity":
                response.close()
                raise httpx2.DecodingError("the answer is packed, though it was not to be")
            if isinstance(response.stream, httpx2.SyncByteStream):
                response.stream = Stream(response.stream)
            return response

    return Transport()


def _forget_other_servers(asked: httpx2.Request, response: httpx2.Response) -> None:
    """Take out of an answer where else to ask, unless that is the same scheme, host and port."""
    target = response.headers.get("Location")
    if target is not None and not _same_server(asked.url, target):
        del response.headers["Location"]  # so that nobody follows it


def _same_server(asked: httpx2.URL, target: str) -> bool:
    """Whether an address, as one page names another, is of the same scheme, host and port."""
    import httpx2  # noqa: PLC0415 - comes with openai

    try:
        there = asked.join(target)
    except (httpx2.InvalidURL, ValueError, TypeError):
        return False
    return (there.scheme, there.host, there.port) == (asked.scheme, asked.host, asked.port)
