"""IntegrationType, an enumeration. A value that is not listed is kept as it is when it is read."""

from typing import Literal, TypeAlias

IntegrationType: TypeAlias = Literal[
    "zendesk",
    "zendeskChat",
    "desk",
    "desk-oauth",
    "helpscout",
    "helpscout-v2",
    "salesforce",
    "salesforce-v2",
    "front",
    "front-v2",
    "freshdesk",
    "liveagent",
    "liveagent-v2",
    "kayako",
    "kayako-v2",
    "teamsupport",
    "deskpro",
    "kustomer",
    "otrs",
    "bestpractical",
    "groove",
    "custom",
    "shopify",
    "intercom",
    "gmail",
    "outlook",
    "mailchimp",
    "aircall",
]
"""The system that a user's name in an integration comes from."""
