"""What the operator sets, read from the environment and `.env`; nothing is read at import."""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import PydanticUseDefault
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.errors import OperatorError


class Settings(BaseSettings):
    """Every setting, with its default."""

    model_config = SettingsConfigDict(env_file=".env", env_prefix="HILLCOACH_", extra="ignore", populate_by_name=True)

    telegram_token: SecretStr | None = Field(None, validation_alias="TELEGRAM_TOKEN")
    discord_token: SecretStr | None = Field(None, validation_alias="DISCORD_TOKEN")
    database_url: str = Field("sqlite:///hillcoach.db", validation_alias="DATABASE_URL")
    telegram_api_base: str | None = Field(None, validation_alias="TELEGRAM_API_BASE")
    discord_api_base: str | None = Field(None, validation_alias="DISCORD_API_BASE")
    discord_gateway_url: str | None = Field(None, validation_alias="DISCORD_GATEWAY_URL")
    discord_cdn_base: str | None = Field(None, validation_alias="DISCORD_CDN_BASE")
    telegram_rate: float = Field(30.0, ge=1, le=1000, description="a number from 1 to 1000")
    discord_rate: float = Field(50.0, ge=1, le=1000, description="a number from 1 to 1000")
    spread_minutes: int = Field(0, ge=0, le=15, description="whole minutes, 0 to 15")
    knowledge: Path | None = None
    content_overrides: Path | None = None
    coaches: str | None = Field(
        None,
        pattern=r"^[\s,]*((telegram|discord|console):[^\s,:]+[\s,]*)*$",
        description="a list such as telegram:123,discord:456",
    )
    secret_keys: SecretStr | None = None
    keep_handled_days: int = Field(2, ge=1, le=30, description="whole days, 1 to 30")
    keep_outgoing_days: int = Field(30, ge=7, le=3650, description="whole days, 7 to 3650")
    keep_doubtful_days: int = Field(90, ge=1, le=3650, description="whole days, 1 to 3650")
    keep_log_days: int | None = Field(None, ge=366, description="whole days, 366 or more")
    privacy_page: str | None = Field(None, max_length=300, description="at most 300 characters")
    log_level: str = Field(
        "INFO", pattern="(?i)^(debug|info|warning|error)$", description="DEBUG, INFO, WARNING or ERROR"
    )
    log_format: str = Field("text", pattern="(?i)^(text|json)$", description="text or json")
    http_port: int | None = Field(None, ge=1, le=65535, description="a port, 1 to 65535")
    http_host: str = "127.0.0.1"
    metrics_token: SecretStr | None = None
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    sentry_dsn: SecretStr | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _blank_is_not_set(cls, value: object) -> object:
        """A line such as `HILLCOACH_HTTP_PORT=`, as `.env.example` has for the tokens, leaves the default."""
        if isinstance(value, str) and not value.strip():
            raise PydanticUseDefault
        return value


def read_settings() -> Settings:
    """The settings of this process; OperatorError says of every one that is wrong what is right, never its value."""
    try:
        return Settings()
    except ValidationError as wrong:
        named = sorted({str(error["loc"][0]) for error in wrong.errors()})
        raise OperatorError("\n".join(map(_right, named))) from None


def _right(name: str) -> str:
    """What would be right for a field, or for a variable that is named as it is."""
    field = Settings.model_fields.get(name)
    if field is None or field.description is None:
        return f"{name} is not valid: see docs/settings.md."
    return f"HILLCOACH_{name.upper()} must be {field.description}."


def coaches_of(settings: Settings) -> frozenset[tuple[str, str]]:
    """The accounts of the coaches: platform, and id there."""
    named = (settings.coaches or "").replace(",", " ").split()
    return frozenset((platform, account) for platform, _, account in (each.partition(":") for each in named))


def token(secret: SecretStr | None) -> str | None:
    """The token itself, None when it is unset or blank."""
    return (secret.get_secret_value().strip() or None) if secret is not None else None
