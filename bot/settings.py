"""Settings, read once at start from the environment or ``.env``; every fault is reported at once."""

import datetime as dt
import ipaddress
from pathlib import Path
from typing import Annotated, Literal, Self

import platformdirs
from cryptography.fernet import Fernet
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.errors import ParleyError


class BadSettings(ParleyError):
    """Settings that cannot be used; the message has one line for each fault."""


def default_database() -> str:
    """An SQLite file in the user's own data folder."""
    return f"sqlite:///{Path(platformdirs.user_data_dir('parley', appauthor=False)) / 'parley.db'}"


class Settings(BaseSettings):
    """Everything that can be set from outside. Field names are the environment variables, in lower case.

    A variable that is empty is as good as not set.
    """

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    parley_database_url: str = Field(default_factory=default_database)
    parley_host: str = "127.0.0.1"
    parley_port: int = Field(default=3978, ge=0, le=65535)
    parley_web_chat: bool | None = None
    parley_encryption_keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    parley_log_format: Literal["auto", "json", "text"] = "auto"
    parley_retention_days: int = Field(default=30, ge=1, le=3650)
    parley_clock: dt.datetime | None = None
    parley_closures: Path | None = None

    slack_bot_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_client_id: str | None = None
    slack_client_secret: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"

    microsoft_app_id: str | None = None
    microsoft_app_password: SecretStr | None = None
    microsoft_app_certificate: Path | None = None
    microsoft_app_tenant_id: str | None = None
    microsoft_openid_metadata_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    microsoft_token_url: str | None = None

    @field_validator("parley_encryption_keys", mode="before")
    @classmethod
    def _split_keys(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(each.strip() for each in value.split(",") if each.strip())
        return value

    @field_validator("parley_encryption_keys")
    @classmethod
    def _usable_keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for key in keys:
            try:
                Fernet(key.get_secret_value())
            except ValueError:
                raise ValueError(
                    "each key must be 32 bytes in URL-safe base64; make one with: parley doctor --new-key"
                ) from None
        return keys

    @field_validator("parley_clock")
    @classmethod
    def _aware_clock(cls, clock: dt.datetime | None) -> dt.datetime | None:
        if clock and clock.tzinfo is None:
            raise ValueError("must name its offset, as in 2026-11-23T10:00:00-05:00")
        return clock

    @model_validator(mode="after")
    def _whole(self) -> Self:
        faults = []
        if self.slack_bot_token and not self.slack_signing_secret:
            faults.append("SLACK_SIGNING_SECRET is needed beside SLACK_BOT_TOKEN")
        if bool(self.slack_client_id) != bool(self.slack_client_secret):
            faults.append("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET belong together")
        if self.slack_client_id and not self.slack_signing_secret:
            faults.append("SLACK_SIGNING_SECRET is needed beside SLACK_CLIENT_ID")
        if (self.microsoft_app_password or self.microsoft_app_tenant_id) and not self.microsoft_app_id:
            faults.append("MICROSOFT_APP_ID is needed beside the other MICROSOFT_ settings")
        if self.web_chat and not self.loopback:
            faults.append(
                "the web chat has no sign-in, so it needs PARLEY_HOST=127.0.0.1; or set PARLEY_WEB_CHAT=false"
            )
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @property
    def slack(self) -> bool:
        """Whether Slack is configured."""
        return self.slack_signing_secret is not None and bool(self.slack_bot_token or self.slack_client_id)

    @property
    def teams(self) -> bool:
        """Whether Teams is configured."""
        return self.microsoft_app_id is not None

    @property
    def web_chat(self) -> bool:
        """Whether the local web chat runs: off as soon as Slack or Teams is configured, unless asked for."""
        return not (self.slack or self.teams) if self.parley_web_chat is None else self.parley_web_chat

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the service."""
        if self.parley_host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.parley_host).is_loopback
        except ValueError:
            return False

    @property
    def encryption_keys(self) -> tuple[str, ...]:
        """The keys in the clear, newest first."""
        return tuple(each.get_secret_value() for each in self.parley_encryption_keys)


def load() -> Settings:
    """The settings of this process. Raises ``BadSettings`` naming every fault."""
    try:
        return Settings()
    except ValidationError as error:
        raise BadSettings("\n".join(_fault(each["loc"], each["msg"]) for each in error.errors())) from None


def _fault(location: tuple[int | str, ...], message: str) -> str:
    sentence = message.removeprefix("Value error, ")
    return f"{str(location[0]).upper()}: {sentence}" if location else sentence
