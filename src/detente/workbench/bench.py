"""What all pages of the workbench share: the folder that is open, the work that goes on, and how a case is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from detente.case import Case
from detente.locale import LANGUAGES, Texts, texts
from detente.workbench.answers import sound
from detente.workbench.folder import CaseFile, Folder
from detente.workbench.forms import titled
from detente.workbench.jobs import Jobs
from detente.workbench.texts import read

__all__ = ["Bench"]


class Bench:
    """The folder that is open, and the work that goes on.

    Attributes:
        folder: Its cases.
        language: Of pages, unless a reader chooses another.
        jobs: The work.
    """

    def __init__(self, folder: Path, language: str) -> None:
        self.folder, self.language, self.jobs = Folder(folder), language, Jobs()

    def words(self, request: Request) -> Texts:
        """Return the catalogue of the language that a reader has chosen, or that of the start."""
        chosen = request.query_params.get("lang") or request.cookies.get("detente-language") or self.language
        return texts(chosen if chosen in LANGUAGES else "en")

    async def case(self, request: Request) -> tuple[Case, CaseFile]:
        """Return the case that is asked about, and its file.

        Raises:
            StoreError: There is no such file.
            CaseError: It has mistakes.
        """
        file = await run_in_threadpool(self.folder.read, request.path_params["name"])
        return await run_in_threadpool(sound, file.text, file.name, self.words(request)), file

    async def shown(self, request: Request, place: str) -> dict[str, Any]:
        """Return what every page of a case shows: its file, its title, and the case itself where it has no mistake.

        Raises:
            StoreError: There is no such file.
        """
        language = self.words(request).language
        file = await run_in_threadpool(self.folder.read, request.path_params["name"])
        found = await run_in_threadpool(read, file.text, file.name, language)
        name = await run_in_threadpool(titled, file.text, file.name, language)
        has_review = (self.folder.path / f"{file.name.rpartition('.')[0]}.review.json").is_file()
        return {
            "file": file,
            "case": found.case,
            "place": place,
            "name": name,
            "problems": found.problems,
            "has_review": has_review,
        }
