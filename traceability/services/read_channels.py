"""Read `alerts.yml` of a home: where alerts go beside the out-box."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml

from traceability.errors import UsageError
from traceability.services.post_webhook import Webhook
from traceability.services.send_mail import SCHEMES, Mail
from traceability.services.write_out_box import OutBox

if TYPE_CHECKING:
    from traceability.settings import Settings

Channel = OutBox | Webhook | Mail
_PAGE = "docs/settings.md shows what the file may hold."
_KEYS = {"webhook": ("url", "secret_file", "ca_file"), "mail": ("address_file",)}
_HERE = ("127.0.0.1", "localhost", "::1")
_LEAST_SECRET = 16


def read_channels(settings: Settings) -> tuple[Channel, ...]:
    """The out-box, which is always there, and what alerts.yml names: without it nothing is sent.

    Raises UsageError, with file and key, for what is none.
    """
    box = OutBox(settings.home / "alerts")
    path = settings.home / "alerts.yml"
    if not path.exists():
        return (box,)
    told = _document(path)
    found: list[Channel] = [box]
    if "webhook" in told:
        found.append(_webhook(path, told["webhook"]))
    if "mail" in told:
        found.append(_mail(path, told["mail"]))
    return tuple(found)


def _document(path: Path) -> dict[str, dict[str, str]]:
    try:
        told = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not readable as YAML: {error}", hint=_PAGE) from error
    if not isinstance(told, dict):
        raise UsageError(f"{path} must name webhook or mail, each with its keys.", hint=_PAGE)
    for name, values in told.items():
        if name not in _KEYS or not isinstance(values, dict):
            raise UsageError(
                f"{path} does not know {name!r}, or it has no keys.",
                hint=f"Known are: {', '.join(_KEYS)}.",
            )
        for key, value in values.items():
            if key not in _KEYS[name]:
                raise UsageError(
                    f"{path}: {name} does not know {key!r}.",
                    hint=f"Known are: {', '.join(_KEYS[name])}.",
                )
            if not isinstance(value, str) or not value:
                raise UsageError(f"{path}: {name}.{key} must be text.", hint=_PAGE)
    return told


def _webhook(path: Path, told: dict[str, str]) -> Webhook:
    address = _needed(path, "webhook", "url", told)
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _HERE):
        raise UsageError(
            f"{path}: webhook.url must begin with https://.",
            hint="Plain http is for this machine alone, as http://127.0.0.1:PORT.",
        )
    secret = _first_line(path, "webhook.secret_file", _needed(path, "webhook", "secret_file", told))
    if len(secret) < _LEAST_SECRET:
        raise UsageError(
            f"{path}: the file of webhook.secret_file holds less than {_LEAST_SECRET} characters.",
            hint="Put a long random text into its first line, and give it to the other side.",
        )
    ca_file = _beside(path, told["ca_file"]) if "ca_file" in told else None
    if ca_file is not None and not ca_file.is_file():
        raise UsageError(f"{path}: webhook.ca_file {ca_file} is not there.", hint=_PAGE)
    return Webhook(address, secret, ca_file)


def _mail(path: Path, told: dict[str, str]) -> Mail:
    address = _first_line(path, "mail.address_file", _needed(path, "mail", "address_file", told))
    if urlsplit(address).scheme not in SCHEMES:
        raise UsageError(
            f"{path}: the first line of mail.address_file is no address.",
            hint="Write mailtos://USER:PASSWORD@SERVER?from=SENDER&to=RECEIVER",
        )
    return Mail(address)


def _needed(path: Path, name: str, key: str, told: dict[str, Any]) -> str:
    if key not in told:
        raise UsageError(f"{path}: {name} lacks {key}.", hint=_PAGE)
    return str(told[key])


def _first_line(path: Path, name: str, file: str) -> str:
    try:
        return _beside(path, file).read_text("utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: the file of {name} cannot be read: {error}.",
            hint="Secrets stand in files of their own, which only this user may read.",
        ) from error


def _beside(path: Path, file: str) -> Path:
    """A file of alerts.yml; one without a folder lies beside it."""
    return path.parent / Path(file)
