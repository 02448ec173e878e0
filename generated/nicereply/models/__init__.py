"""The models: what the service answers, and what it is sent. And rows of them, for tables."""

from nicereply_runtime.rows import to_rows

from .average_stats import AverageStats
from .customer import Customer
from .customer_ref import CustomerRef
from .customer_stats import CustomerStats
from .distribution import Distribution
from .extra_question import ExtraQuestion
from .extra_question_score import ExtraQuestionScore
from .histogram import Histogram
from .integration_type import IntegrationType
from .integration_username import IntegrationUsername
from .metric import Metric
from .metric_histograms import MetricHistograms
from .metric_stats import MetricStats
from .new_agent import NewAgent
from .new_ces_rating import NewCesRating
from .new_csat_rating import NewCsatRating
from .new_nps_rating import NewNpsRating
from .new_rating import NewRating
from .new_thing_or_action import NewThingOrAction
from .nps_groups import NpsGroups
from .nps_stats import NpsStats
from .rating import Rating
from .rating_links import RatingLinks
from .rating_scale import RatingScale
from .rating_status import RatingStatus
from .self_links import SelfLinks
from .sort_order_value import SortOrderValue
from .survey import Survey
from .survey_ref import SurveyRef
from .survey_scale import SurveyScale
from .survey_stats import SurveyStats
from .team import Team
from .team_stats import TeamStats
from .team_users import TeamUsers
from .ticket import Ticket
from .unsubscribe import Unsubscribe
from .user import User
from .user_by_id import UserById
from .user_by_username import UserByUsername
from .user_ref import UserRef
from .user_role import UserRole
from .user_stats import UserStats
from .user_type import UserType

__all__ = [
    "AverageStats",
    "Customer",
    "CustomerRef",
    "CustomerStats",
    "Distribution",
    "ExtraQuestion",
    "ExtraQuestionScore",
    "Histogram",
    "IntegrationType",
    "IntegrationUsername",
    "Metric",
    "MetricHistograms",
    "MetricStats",
    "NewAgent",
    "NewCesRating",
    "NewCsatRating",
    "NewNpsRating",
    "NewRating",
    "NewThingOrAction",
    "NpsGroups",
    "NpsStats",
    "Rating",
    "RatingLinks",
    "RatingScale",
    "RatingStatus",
    "SelfLinks",
    "SortOrderValue",
    "Survey",
    "SurveyRef",
    "SurveyScale",
    "SurveyStats",
    "Team",
    "TeamStats",
    "TeamUsers",
    "Ticket",
    "Unsubscribe",
    "User",
    "UserById",
    "UserByUsername",
    "UserRef",
    "UserRole",
    "UserStats",
    "UserType",
    "to_rows",
]
