"""A language model behind an OpenAI-compatible address: one question, one answer, in bounds."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from detente.errors import SourceError

if TYPE_CHECKING:
    import httpx2
    from openai import OpenAI

__all__ = ["Answer", "Endpoint", "TooLongError"]

LARGEST_ANSWER = 4 * 2**20  # bytes
ELSEWHERE = (
    "sends the question on to another server, which it was not: name that one if you trust it"
)
_MAY_NOT_KNOW = frozenset((400, 404, 422, 500, 501))  # statuses for options not known
_LONG = re.compile(r"context|too long|too many tokens|maximum.{0,20}length", re.IGNORECASE)
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
    used: list[int] = field(default_factory=lambda: [0, 0], init=False)  # tokens asked, answered
    _left: list[str] = field(default_factory=list, init=False)  # options that it does not know

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
        form = {"name": "records", "strict": True, "schema": dict(schema)}
        wanted = {
            "temperature": 0,
            "response_format": {"type": "json_schema", "json_schema": form},
        }
        while True:
            options = {name: one for name, one in wanted.items() if name not in self._left}
            try:
                return self._asked(messages, options)
            except _NotUnderstoodError as error:
                named = next((name for name in options if name in error.message), None)
                self._left.append(named or next(reversed(options)))

    def _asked(self, messages: list[dict[str, str]], options: Mapping[str, Any]) -> Answer:
        openai = _openai()
        try:
            with self._connected() as client:
                completion = client.chat.completions.create(
                    model=self.model,
                    messages=messages,  # type: ignore[arg-type]
                    **options,
                )
            self._count(completion)
            return _answer(completion)
        except openai.APIStatusError as error:
            raise self._refusal(error, asked_more=bool(options)) from None
        except openai.APITimeoutError:
            raise self._failure(f"gives no answer within {self.timeout:.0f} s") from None
        except (openai.OpenAIError, *_FORMLESS) as error:
            cause = error.__cause__ or error
            raise self._failure(f"gives no answer ({type(cause).__name__})") from None

    def _refusal(  # noqa: PLR0911 - a table of answers
        self,
        error: Any,  # noqa: ANN401
        *,
        asked_more: bool,
    ) -> Exception:
        """What an answer with an error means; ``asked_more`` tells that options were asked for."""
        status, message = error.status_code, str(error.message)
        if status in {400, 413, 422} and _LONG.search(message):
            return TooLongError(f"the model {self.model} takes in less text", file=self.base_url)
        if asked_more and status in _MAY_NOT_KNOW:
            return _NotUnderstoodError(message)
        if status in {400, 422}:
            return self._failure(f"refuses the question ({status})")
        if status == 429:
            return self._failure("is too busy: try again later")
        if status in {401, 403}:
            return self._failure(f"wants a key: set {KEY}")
        if error.response.is_redirect:
            return self._failure(ELSEWHERE)
        return self._failure(f"answers {status}: look at the address")

    def _count(self, completion: Any) -> None:  # noqa: ANN401 - servers put anything here
        usage = getattr(completion, "usage", None)
        for k, name in enumerate(("prompt_tokens", "completion_tokens")):
            number = getattr(usage, name, None)
            self.used[k] += number if isinstance(number, int) else 0

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


class TooLongError(SourceError):
    """The question is longer than the model takes in."""


class _NotUnderstoodError(Exception):
    """The server does not know an option of the question."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


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
    message = getattr(choice, "message", None)
    fields = ("content", "reasoning_content", "reasoning")  # some servers put all in the latter
    texts = (_text(getattr(message, name, None)) for name in fields)
    return Answer(
        next((text for text in texts if text.strip()), ""),
        getattr(choice, "finish_reason", "") == "length",
    )


def _text(content: object) -> str:
    """The text of a message, also of one in parts."""
    if isinstance(content, list):
        parts = (one.get("text") for one in content if isinstance(one, dict))
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


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
