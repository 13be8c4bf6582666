"""What must hold beyond what each field must be: within one briefing, and between the files."""

from generator.content.rules.briefing import PLACEHOLDER, check_briefing
from generator.content.rules.library import check_library

__all__ = ["PLACEHOLDER", "check_briefing", "check_library"]
