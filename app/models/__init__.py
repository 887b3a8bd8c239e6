"""The nouns: tables, and the rules of one row."""

from app.models.account import SYSTEM_MAIL, Account, Chosen, Membership, Partner, Role, Spoken
from app.models.asset import Asset, BuildState
from app.models.attempt import Attempt
from app.models.autosave import Autosave, Presence
from app.models.base import Base, now
from app.models.campaign import Campaign, CampaignSign
from app.models.check import Check, Finding
from app.models.document import Document
from app.models.edition import Edition
from app.models.event import ABOUT_PEOPLE, Event, EventKind
from app.models.file_tag import FileTag
from app.models.heartbeat import Beat, Heartbeat
from app.models.item import Item, Kind
from app.models.letter import Letter
from app.models.line import Line, Stop
from app.models.line_words import LineText, LineWords, PageText, PartnerName
from app.models.notice import Notice, NoticeKind
from app.models.opening import DayOfOpenings
from app.models.package import Package
from app.models.page import Redirect, RenderedBundle
from app.models.passkey import Passkey
from app.models.permit import Permit
from app.models.picture import Picture
from app.models.planning import Planning
from app.models.print import ORDER_MOVES, OrderOutput, OrderState, Printer, PrintOrder, PrintRun
from app.models.remark import Remark, Settled
from app.models.reminder import Reminder
from app.models.revision import MOVES, Revision, State
from app.models.scan import DayOfLine, DayOfScans, Delivery, Miss, MonthOfScans, Scan
from app.models.scene_draft import SceneDraft, SceneStep
from app.models.scene_underlay import SceneUnderlay
from app.models.search import fold
from app.models.share import Share
from app.models.sign import SIGN_MOVES, Sign, SignStage
from app.models.sign_design import SignDesign
from app.models.sign_goal import GoalKind, SignGoal
from app.models.sign_in import SignIn
from app.models.source_check import Reach, SourceCheck
from app.models.station import Station
from app.models.surroundings import Surroundings, Tile
from app.models.table_import import ImportState, TableImport
from app.models.use import Use, Used
from app.models.work_list import WorkList, WorkTask

__all__ = [
    "ABOUT_PEOPLE",
    "MOVES",
    "ORDER_MOVES",
    "SIGN_MOVES",
    "SYSTEM_MAIL",
    "Account",
    "Asset",
    "Attempt",
    "Autosave",
    "Base",
    "Beat",
    "BuildState",
    "Campaign",
    "CampaignSign",
    "Check",
    "Chosen",
    "DayOfLine",
    "DayOfOpenings",
    "DayOfScans",
    "Delivery",
    "Document",
    "Edition",
    "Event",
    "EventKind",
    "FileTag",
    "Finding",
    "GoalKind",
    "Heartbeat",
    "ImportState",
    "Item",
    "Kind",
    "Letter",
    "Line",
    "LineText",
    "LineWords",
    "Membership",
    "Miss",
    "MonthOfScans",
    "Notice",
    "NoticeKind",
    "OrderOutput",
    "OrderState",
    "Package",
    "PageText",
    "Partner",
    "PartnerName",
    "Passkey",
    "Permit",
    "Picture",
    "Planning",
    "Presence",
    "PrintOrder",
    "PrintRun",
    "Printer",
    "Reach",
    "Redirect",
    "Remark",
    "Reminder",
    "RenderedBundle",
    "Revision",
    "Role",
    "Scan",
    "SceneDraft",
    "SceneStep",
    "SceneUnderlay",
    "Settled",
    "Share",
    "Sign",
    "SignDesign",
    "SignGoal",
    "SignIn",
    "SignStage",
    "SourceCheck",
    "Spoken",
    "State",
    "Station",
    "Stop",
    "Surroundings",
    "TableImport",
    "Tile",
    "Use",
    "Used",
    "WorkList",
    "WorkTask",
    "fold",
    "now",
]
