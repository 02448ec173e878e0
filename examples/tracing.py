"""Trace calls with OpenTelemetry, through its instrumentation of httpx: one span for each attempt, none with the key.

pip install opentelemetry-sdk opentelemetry-instrumentation-httpx
NICEREPLY_API_KEY=… python examples/tracing.py
"""

from opentelemetry import trace
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import ConsoleSpanExporter, SimpleSpanProcessor

import nicereply


def main() -> None:
    """Print the spans of a short report; send them to your collector instead."""
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(ConsoleSpanExporter()))
    # Before the client is made: the instrumentation wraps the transports that httpx makes.
    HTTPXClientInstrumentor().instrument(tracer_provider=provider)
    with (
        trace.get_tracer("report", tracer_provider=provider).start_as_current_span("report"),
        nicereply.Client() as client,
    ):
        client.nps.get_stats()
        for _ in client.csat.list_ratings(prefetch=2).pages():
            pass


if __name__ == "__main__":
    main()
