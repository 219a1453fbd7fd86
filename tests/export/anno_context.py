"""The terms of http://www.w3.org/ns/anno.jsonld, for checks without a network.

Written as tables from the W3C Recommendation "Web Annotation Vocabulary" of 23 February 2017 (the appendix
with the JSON-LD context); the same terms with the same meaning, not the file's own text.
"""

from __future__ import annotations

from typing import Any

ADDRESS = "http://www.w3.org/ns/anno.jsonld"

PREFIXES = {
    "oa": "http://www.w3.org/ns/oa#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "iana": "http://www.iana.org/assignments/relation/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "schema": "http://schema.org/",
}
# terms that are the same word in the vocabulary
SAME = """Annotation TextualBody ResourceSelection SpecificResource FragmentSelector CssSelector
XPathSelector TextQuoteSelector TextPositionSelector DataPositionSelector SvgSelector RangeSelector TimeState
HttpRequestState Choice Motivation bookmarking classifying commenting describing editing highlighting
identifying linking moderating questioning replying reviewing assessing tagging bodyValue processingLanguage
exact prefix suffix styleClass"""
RENAMED = """Dataset=dctypes:Dataset Image=dctypes:StillImage Video=dctypes:MovingImage Audio=dctypes:Sound
Text=dctypes:Text CssStylesheet=oa:CssStyle Person=foaf:Person Software=as:Application
Organization=foaf:Organization AnnotationCollection=as:OrderedCollection
AnnotationPage=as:OrderedCollectionPage
Audience=schema:Audience auto=oa:autoDirection ltr=oa:ltrDirection rtl=oa:rtlDirection
accessibility=schema:accessibilityFeature format=dc:format language=dc:language value=rdf:value name=foaf:name
email=foaf:mbox email_sha1=foaf:mbox_sha1sum nickname=foaf:nick label=rdfs:label"""
ADDRESSES = """body=oa:hasBody target=oa:hasTarget source=oa:hasSource selector=oa:hasSelector
state=oa:hasState scope=oa:hasScope refinedBy=oa:refinedBy
startSelector=oa:hasStartSelector endSelector=oa:hasEndSelector
renderedVia=oa:renderedVia creator=dcterms:creator generator=as:generator rights=dcterms:rights
homepage=foaf:homepage via=oa:via canonical=oa:canonical stylesheet=oa:styledBy cached=oa:cachedSource
conformsTo=dcterms:conformsTo partOf=as:partOf first=as:first last=as:last next=as:next prev=as:prev
audience=schema:audience"""
WORDS = "motivation=oa:motivatedBy purpose=oa:hasPurpose textDirection=oa:textDirection"
TIMES = """created=dcterms:created modified=dcterms:modified generated=dcterms:issued sourceDate=oa:sourceDate
sourceDateStart=oa:sourceDateStart sourceDateEnd=oa:sourceDateEnd"""
NUMBERS = "start=oa:start end=oa:end total=as:totalItems startIndex=as:startIndex"


def context() -> dict[str, Any]:
    """The document at ``ADDRESS``."""
    terms: dict[str, Any] = dict(PREFIXES)
    terms |= {"id": {"@type": "@id", "@id": "@id"}, "type": {"@type": "@id", "@id": "@type"}}
    terms |= {word: f"oa:{word}" for word in SAME.split()}
    terms |= _pairs(RENAMED)
    for table, kind in ((ADDRESSES, "@id"), (WORDS, "@vocab"), (TIMES, "xsd:dateTime")):
        terms |= {word: {"@type": kind, "@id": iri} for word, iri in _pairs(table).items()}
    terms |= {word: {"@type": "xsd:nonNegativeInteger", "@id": iri} for word, iri in _pairs(NUMBERS).items()}
    terms["items"] = {"@type": "@id", "@id": "as:items", "@container": "@list"}
    return {"@context": terms}


def _pairs(table: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in table.split())
