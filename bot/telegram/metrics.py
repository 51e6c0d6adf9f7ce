"""What is measured of a running bot, in Prometheus' format; nothing in it is about a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from math import nan

from prometheus_client import CollectorRegistry, Gauge, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from bot.store import Store

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_DELAYS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800)


class Counted(Collector):
    """Counts by labels, in a dictionary: the library's own counter takes six times as long.

    Args:
        name: as operators see it.
        what: it counts, in a sentence.
        labels: the names of what it is counted by.
        registry: where it is exposed.
    """

    def __init__(
        self, name: str, what: str, labels: tuple[str, ...], registry: CollectorRegistry
    ) -> None:
        self._name, self._what, self._labels = name, what, labels
        self._counted: Counter[tuple[str, ...]] = Counter()
        registry.register(self)

    def add(self, *labels: str) -> None:
        """Count one."""
        self._counted[labels] += 1

    def collect(self) -> Iterator[CounterMetricFamily]:
        """Yield all that is counted, as the library exposes it."""
        family = CounterMetricFamily(self._name, self._what, labels=self._labels)
        for labels, number in self._counted.items():
            family.add_metric(labels, number)
        yield family


class Metrics:
    """The counters of one process; each has a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        registry = self._registry
        ProcessCollector(registry=registry)
        self.updates = Counted(
            "rettvei_updates",
            "Updates from Telegram, by kind and by what became of them.",
            ("kind", "result"),
            registry,
        )
        self.steps = Counted(
            "rettvei_steps",
            "Steps that were shown, by what they are: question, outcome, other.",
            ("shown",),
            registry,
        )
        self.calls = Counted(
            "rettvei_calls",
            "Calls to Telegram from the outbox, by method and by what became of them.",
            ("method", "result"),
            registry,
        )
        self.refused = Counted(
            "rettvei_refused",
            "Calls that Telegram refused, by why and by what was sent instead.",
            ("reason", "became"),
            registry,
        )
        self.too_many_requests = Counted(
            "rettvei_too_many_requests",
            "429s from Telegram, by what has to wait: one chat, or everyone.",
            ("scope",),
            registry,
        )
        self.delivery = Histogram(
            "rettvei_delivery_seconds",
            "Seconds from an answer being saved to its message having arrived at Telegram.",
            buckets=_DELAYS,
            registry=registry,
        )
        self._set_aside = Gauge(
            "rettvei_set_aside",
            "What could not be handled or sent and is kept to be looked at.",
            registry=registry,
        )
        self._outbox_rows = Gauge(
            "rettvei_outbox_rows", "Calls that wait to go out.", registry=registry
        )
        self._outbox_age = Gauge(
            "rettvei_outbox_age_seconds",
            "Age of the oldest call that waits to go out; 0 if none does.",
            registry=registry,
        )
        self._last_commit = Gauge(
            "rettvei_last_commit_timestamp_seconds",
            "When this process has last seen the database keep something; 0 if it has not.",
            registry=registry,
        )

    def value(self, name: str, **labels: str) -> float:
        """Return what a sample stands at, for tests and for a look from inside."""
        return self._registry.get_sample_value(name, labels) or 0.0

    async def expose(self, store: Store, now: datetime) -> bytes:
        """Return all that is measured, as a scrape expects it.

        Raises:
            StoreError: what waits in the database cannot be read.
        """
        self._note_last_commit(store)
        backlog = await store.backlog()
        age = 0.0 if backlog.oldest is None else (now - backlog.oldest).total_seconds()
        self._outbox_rows.set(backlog.rows)
        self._outbox_age.set(max(age, 0.0))
        self._set_aside.set(len(await store.set_aside()))
        return generate_latest(self._registry)

    def expose_without_store(self, store: Store) -> bytes:
        """Return what is measured when the database does not answer: what it holds is unknown."""
        self._note_last_commit(store)
        for gauge in (self._outbox_rows, self._outbox_age, self._set_aside):
            gauge.set(nan)
        return generate_latest(self._registry)

    def _note_last_commit(self, store: Store) -> None:
        at = store.last_commit
        self._last_commit.set(0.0 if at is None else at.timestamp())
