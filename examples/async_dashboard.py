"""Read the figures of all three metrics side by side.

NICEREPLY_API_KEY=… python examples/async_dashboard.py
"""

import asyncio

import nicereply


async def main() -> None:
    """Print a line for each metric and the five teams that come first."""
    async with nicereply.AsyncClient() as client:
        csat, ces, nps = await asyncio.gather(client.csat.get_stats(), client.ces.get_stats(), client.nps.get_stats())
        print(f"CSAT {csat.average:g} of {csat.count} ratings")
        print(f"CES {ces.average:g} of {ces.count} ratings")
        print(f"NPS {nps.nps_score:+d} of {nps.count} ratings")
        names = {team.id: team.name async for team in client.teams.list()}
        for row in await client.teams.list_stats().take(5):
            print(f"{names.get(row.id, row.id)}: CSAT {row.stats.csat.average:g}, NPS {row.stats.nps.nps_score:+d}")


if __name__ == "__main__":
    asyncio.run(main())
