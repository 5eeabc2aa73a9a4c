"""Where things come from: documents, the claims made in them, and paragraphs left unused on purpose."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from detente.case.schema.base import Bilingual, Count, Element, Identifier, Text
from detente.case.schema.quantities import Day

Paragraph = Annotated[int, Field(strict=True, ge=0)]


class Source(Element):
    """A document that claims come from."""

    title: Text = Field(description="What it is called.")
    author: Text = Field(default=Bilingual(), description="Who wrote it.")
    published: Day | None = Field(default=None, description="When it appeared; never after `as_of`.")
    language: str = Field(default="", description="Language code of the document, such as `zh`.")
    where: str = Field(default="", description="How to find it: publisher, volume, address.")
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$", description="Hash of the file's bytes.")
    paragraphs: Count | None = Field(default=None, description="How many paragraphs (lines) it has.")


class Claim(Element):
    """A statement in a source, put in our own words."""

    source: Identifier = Field(description="The document it is made in.")
    paragraphs: tuple[Paragraph, ...] = Field(default=(), description="Paragraphs of it, counted from 0.")
    span: tuple[Paragraph, Paragraph] | None = Field(default=None, description="First and one-past-last character.")
    kind: Literal["fact", "judgement", "estimate"] = Field(
        description="Can it be checked, is it an opinion, or a number worked out?"
    )
    says: Text = Field(description="What the source says, paraphrased.")
    quotation: str = Field(default="", description="The words of the source, to the letter.")
    mark: Literal["quoted", "inferred", "assumed", "analyst"] | None = Field(
        default=None, description="How it was come by, where a draft was made from documents."
    )
    note: Text = Field(default=Bilingual(), description="How sure this is, and what it was checked against.")


class NotUsed(Element):
    """Paragraphs of a source that nothing in the case rests on, with the reason."""

    paragraphs: tuple[Paragraph, ...] = Field(min_length=1, description="Which, counted from 0.")
    reason: Text = Field(description="Why nothing rests on them.")
