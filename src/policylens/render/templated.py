"""Our own templates of files that people go on writing: YAML and Markdown."""

from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from policylens.resources import templates


def filled(template: str, **values: Any) -> str:
    """Return one of the files in `templates/` filled in; what somebody has typed went through `corpus.scalars`."""
    environment = Environment(
        loader=FileSystemLoader(templates()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - neither YAML nor Markdown is HTML
    )
    return environment.get_template(template).render(**values)
