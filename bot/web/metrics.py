"""What was measured, as Prometheus counts it."""

import time
from collections.abc import Callable, Iterable
from functools import singledispatchmethod

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.exposition import choose_encoder

from core.delivery.depth import Depth
from core.gauges import Decided, Delivered, Handled, Knocked, Pending, Ticked, Waited

BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)  # seconds


class Metrics:
    """Everything this process counts, in a registry of its own."""

    def __init__(self, version: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._last_tick = monotonic()
        disable_created_metrics()  # type: ignore[no-untyped-call]  # one more sample for each, which nobody reads
        here = self._registry = CollectorRegistry()
        for each in (ProcessCollector, PlatformCollector, GCCollector):
            each(registry=here)
        Gauge("hillcoach_info", "The version that runs.", ["version"], registry=here).labels(version).set(1)
        self._requests = _counter(here, "requests", "Requests by how they ended.", "platform", "outcome")
        self._handling = _seconds(here, "handling", "Time of a request in the database thread.", "platform")
        self._waiting = _seconds(here, "request", "Time from a request to its answer.", "platform")
        self._decisions = _counter(here, "questions", "Questions by what they were met with.", "decision")
        self._sends = _counter(here, "sends", "Attempts at deliveries.", "platform", "kind", "outcome")
        self._delivery = _seconds(here, "delivery", "Time of one attempt at a delivery.", "platform")
        self._ticks = _counter(here, "ticks", "Heartbeats.")
        self._lag = _seconds(here, "tick_lag", "How late the heartbeat came.")
        self._events = _counter(here, "events", "What one feature told the others.", "event")
        self._knocks = _counter(here, "webhook_requests", "Requests at the webhook by HTTP status.", "status")
        self._pending = _gauge(here, "webhook_pending", "Updates that Telegram has not handed over yet.")
        self._due = _gauge(here, "queue_due", "Messages whose time has come.", "platform")
        self._sending = _gauge(here, "queue_sending", "Messages under way.", "platform")
        self._oldest = _gauge(here, "queue_oldest_due_seconds", "How long the oldest of them waits.", "platform")

    @singledispatchmethod
    def note(self, measurement: object) -> None:
        """Count one measurement; what is not known here is an event, counted by its name."""
        self._events.labels(type(measurement).__name__).inc()

    @property
    def since_tick(self) -> float:
        """Seconds since the last heartbeat, or since the start."""
        return self._monotonic() - self._last_tick

    def note_queue(self, depths: Iterable[Depth]) -> None:
        """What waits to be sent, as it was looked up just now."""
        for each in depths:
            self._due.labels(each.platform).set(each.due)
            self._sending.labels(each.platform).set(each.sending)
            self._oldest.labels(each.platform).set(each.oldest)

    def lose_sight_of(self, platforms: Iterable[str]) -> None:
        """Nobody knows what waits: better no number than an old one."""
        for platform in platforms:
            for gauge in (self._due, self._sending, self._oldest):
                gauge.labels(platform).set(float("nan"))

    def page(self, accept: str) -> tuple[bytes, str]:
        """Everything counted, in the form that the reader accepts, and the name of that form."""
        encode, media_type = choose_encoder(accept)
        return encode(self._registry), media_type

    @note.register
    def _(self, it: Handled) -> None:
        self._requests.labels(it.platform, it.outcome).inc()
        self._handling.labels(it.platform).observe(it.seconds)

    @note.register
    def _(self, it: Waited) -> None:
        self._waiting.labels(it.platform).observe(it.seconds)

    @note.register
    def _(self, it: Decided) -> None:
        self._decisions.labels(it.outcome).inc()

    @note.register
    def _(self, it: Delivered) -> None:
        self._sends.labels(it.platform, it.kind, it.outcome).inc()
        self._delivery.labels(it.platform).observe(it.seconds)

    @note.register
    def _(self, it: Ticked) -> None:
        self._last_tick = self._monotonic()
        self._ticks.inc()
        self._lag.observe(it.late)

    @note.register
    def _(self, it: Knocked) -> None:
        self._knocks.labels(str(it.status)).inc()

    @note.register
    def _(self, it: Pending) -> None:
        self._pending.set(it.updates)


def _counter(registry: CollectorRegistry, name: str, help_: str, *labels: str) -> Counter:
    return Counter(f"hillcoach_{name}", help_, labels, registry=registry)


def _gauge(registry: CollectorRegistry, name: str, help_: str, *labels: str) -> Gauge:
    return Gauge(f"hillcoach_{name}", help_, labels, registry=registry)


def _seconds(registry: CollectorRegistry, name: str, help_: str, *labels: str) -> Histogram:
    return Histogram(f"hillcoach_{name}_seconds", help_, labels, buckets=BUCKETS, registry=registry)
