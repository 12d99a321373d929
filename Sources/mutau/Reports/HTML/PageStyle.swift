/// How a page looks: on a phone and on a large screen, in the dark and in the light, and on paper.
enum PageStyle {
  /// Colours meet WCAG AA (4.5 : 1) in both schemes. Nothing in it needs escaping in a `style` element.
  static let css = """
    :root {
      color-scheme: light dark;
      --page: #ffffff; --ink: #1b1f24; --quiet: #4d5661; --line: #c9d0d8; --stripe: #f4f6f8; --link: #0b4fa8;
      --good: #0d5c2b; --good-page: #e5f4ea; --bad: #8f1414; --bad-page: #fdeaea;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #14181d; --ink: #e6eaef; --quiet: #aab4c0; --line: #3b444f; --stripe: #1b2128; --link: #8ab8ff;
        --good: #93e0ae; --good-page: #12301d; --bad: #ffb1b1; --bad-page: #3a1515;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0 auto; padding: 1rem; max-width: 72rem; background: var(--page); color: var(--ink);
      font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; overflow-wrap: break-word;
    }
    h1 { font-size: 1.7rem; line-height: 1.2; margin: 1rem 0 0.5rem; }
    h2 { font-size: 1.3rem; line-height: 1.25; margin: 2.5rem 0 0.75rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); }
    h3 { font-size: 1.05rem; line-height: 1.3; margin: 1.5rem 0 0.5rem; }
    p { margin: 0.5rem 0; }
    a { color: var(--link); text-underline-offset: 0.15em; }
    a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    .skip { position: absolute; left: 0.5rem; top: -4rem; padding: 0.5rem 1rem; background: var(--page); }
    .skip:focus { top: 0.5rem; }
    .verdict { margin: 0; padding: 0.75rem 1rem; border: 2px solid; border-radius: 0.4rem; }
    .verdict p { margin: 0; }
    .verdict ul { margin: 0.5rem 0 0; padding-left: 1.25rem; }
    .good { color: var(--good); background: var(--good-page); }
    .bad { color: var(--bad); background: var(--bad-page); border-width: 4px; }
    .warning { color: var(--bad); }
    nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin: 1rem 0 0; padding: 0; list-style: none; }
    nav a { display: inline-block; padding: 0.25rem 0; }
    dt { font-weight: 600; margin-top: 0.75rem; }
    dd { margin: 0.1rem 0 0 1rem; }
    .notes { padding-left: 1.25rem; color: var(--quiet); }
    .scroll { overflow-x: auto; margin: 0.75rem 0; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums lining-nums; font-size: 0.95rem; }
    caption { text-align: left; color: var(--quiet); padding-bottom: 0.25rem; }
    th, td { padding: 0.3rem 0.75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
    th:first-child, td:first-child { padding-left: 0.25rem; }
    thead th { border-bottom: 2px solid var(--line); vertical-align: bottom; }
    tbody th { font-weight: 500; }
    tbody tr:nth-child(even) { background: var(--stripe); }
    th.right, td.right { text-align: right; }
    .symbol, .value, td.short, tbody th.short { white-space: nowrap; }
    .long { min-width: 12rem; }
    td code, th code { overflow-wrap: anywhere; }
    sub, sup { font-size: 0.75em; line-height: 0; }
    .errors { display: inline-flex; flex-direction: column; vertical-align: middle; font-size: 0.75em; line-height: 1.15; }
    .errors sub, .errors sup { font-size: 1em; line-height: inherit; vertical-align: baseline; }
    code, pre { font-family: ui-monospace, "Liberation Mono", Menlo, Consolas, monospace; font-size: 0.85rem; }
    pre { overflow-x: auto; padding: 0.75rem; background: var(--stripe); border: 1px solid var(--line); border-radius: 0.3rem; }
    details { margin: 0.75rem 0; }
    details.section summary h2 { display: inline-block; margin: 0; padding: 0; border: 0; }
    details.section { margin: 0; padding: 0.5rem 0; border-top: 1px solid var(--line); }
    section { margin-top: 1rem; }
    th.sortable { cursor: pointer; }
    th[aria-sort=ascending]::after { content: " \\25B2"; }
    th[aria-sort=descending]::after { content: " \\25BC"; }
    summary { cursor: pointer; padding: 0.25rem 0; color: var(--link); }
    figure { margin: 1.5rem 0; }
    figcaption { margin-top: 0.5rem; color: var(--quiet); }
    .plate { background: #ffffff; color: #000000; padding: 0.5rem; border: 1px solid var(--line); border-radius: 0.3rem; max-width: 44rem; }
    .plate svg { display: block; width: 100%; height: auto; }
    .wide svg { min-width: 40rem; }
    footer { margin-top: 3rem; padding-top: 0.5rem; border-top: 1px solid var(--line); color: var(--quiet); }
    @media print {
      :root {
        color-scheme: light;
        --page: #ffffff; --ink: #000000; --quiet: #000000; --line: #000000; --stripe: #ffffff; --link: #000000;
        --good: #000000; --good-page: #ffffff; --bad: #000000; --bad-page: #ffffff;
      }
      @page { margin: 18mm 15mm; }
      body { max-width: none; padding: 0; font-size: 10pt; }
      nav, .skip { display: none; }
      .scroll, pre { overflow: visible; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; }
      table { font-size: 8.5pt; max-width: 100%; }
      th, td { padding: 0.15rem 0.4rem; }
      .long { min-width: 0; }
      td.short, tbody th.short { white-space: normal; }
      #measurements table { font-size: 7pt; }
      #measurements th, #measurements td { padding: 0.15rem 0.25rem; }
      #measurements .symbol { white-space: normal; }
      #measurements td:last-child { overflow-wrap: anywhere; }
      #variants table { font-size: 6.5pt; }
      #variants th, #variants td { padding: 0.1rem 0.2rem; overflow-wrap: anywhere; }
      #variants .symbol, #variants .value, #variants thead th { white-space: normal; }
      figure, tr, .verdict { break-inside: avoid; }
      h2, h3, caption, dt, thead { break-after: avoid; }
      h2 + p, h3 + p { break-after: avoid; }
      tbody tr:first-child { break-after: avoid; }
      .plate { border: 0; padding: 0; max-width: 13cm; }
      .plate svg { min-width: 0; max-height: 19cm; }
      details::details-content { content-visibility: visible; display: block; }
    }

    """
}
