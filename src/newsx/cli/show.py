"""newsx show: the article itself, with what was found in it."""

from pathlib import Path
from typing import Annotated

import typer

from newsx.cli import reading


def show(
    paths: reading.Paths = None,
    text: reading.OneText = None,
    input: reading.Kind = reading.Input.auto,
    text_field: reading.TextField = "text",
    id_field: reading.IdField = "id",
    explain: Annotated[
        bool, typer.Option("--explain", help="For each hit what found it and why; what was turned down, and why.")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            parser=reading.file("--html"),
            metavar="FILE",
            help="Write one page for a browser, which needs nothing else, to this file (*.html); - is stdout.",
        ),
    ] = None,
    label: reading.Label = None,
    companies: reading.Companies = None,
    rules: reading.Rules = None,
    model: reading.Model = None,
    config: reading.Config = None,
    pager: Annotated[bool, typer.Option(help="Long output through $NEWSX_PAGER, $PAGER or less.")] = True,
    strict: reading.Strict = False,
    quiet: reading.Quiet = False,
) -> None:
    """Show articles with what was found in them, in place.

    Hits are coloured by label; without colours (NO_COLOR, a pipe) they stand in square brackets. Above the text stands
    what moved; below it, by number, the companies and listings that names and symbols stand for.

    \b
    Examples:
      newsx show story.txt
      newsx show --explain story.txt
      newsx show news/ --html news.html
      pbpaste | newsx show -

    Exit codes: 0 done, 2 usage or settings, 3 some input could not be read (the rest was done).
    """
    import gc

    gc.disable()  # what is imported and built now stays to the end

    from newsx.cli import pager as paging
    from newsx.cli.output import write
    from newsx.errors import SettingsError

    page_file = html if html is not None and str(html) != "-" else None
    if page_file is not None and not reading.is_page(page_file) and not reading.is_device(page_file):
        raise SettingsError(
            f"{page_file}: --html takes the file to write, and this is no page. Name it *.html, or say -."
        )
    chosen = reading.settings_of(
        config, companies=companies, rules=rules, labels=label, model=model, explain=explain, changes=True
    )
    reading.spare(page_file, [*chosen.companies, *chosen.rules])
    stories = reading.Stories(
        paths,
        text,
        input,
        text_field,
        id_field,
        strict=strict,
        quiet=quiet,
        output=page_file,
        command="show",
    )
    from newsx.explain import explained
    from newsx.pipeline import stream

    documents = explained(stories, chosen) if chosen.explain else stream(stories, chosen)
    if html is not None:
        from newsx.writers import page

        write(page.write(documents), page_file)
    else:
        from newsx.writers import show as writer

        words = paging.command() if pager else []
        chunks = writer.write(documents)
        if words:
            paging.page(chunks, words)
        else:
            write(chunks, at_once=True)
    stories.done()
