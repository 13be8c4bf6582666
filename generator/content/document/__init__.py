"""The bytes of a YAML file become texts, lists and fields that know where they stand.

Bytes come in; a Document goes out, or the problems that leave none, told in words of the person
who wrote the file. Strict YAML: every value is the text that was typed, a name stands once, and
there are no references, anchors, tags or second documents.
"""

from generator.content.document.encoding import MAX_BYTES
from generator.content.document.reader import read_document
from generator.content.document.tree import Document, Mapping, Node, Scalar, Sequence

__all__ = ["MAX_BYTES", "Document", "Mapping", "Node", "Scalar", "Sequence", "read_document"]
