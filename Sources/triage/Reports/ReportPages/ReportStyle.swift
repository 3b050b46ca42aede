import TriageEngine

/// How the page looks: on a telephone, on a desk, in the dark and on paper.
enum ReportStyle {
  /// The digest by which the page's own policy knows its one style sheet (SHA-256 in base64).
  static var digest: String { SHA256.base64(of: Array(css.utf8)) }

  static let css = """
    :root {
      --ink: #0b0c0c; --quiet: #4c5559; --paper: #fff; --panel: #f4f6f7; --line: #b8bfc2;
      --fill: #1d5f9e; --track: #e3e9ed; --alarm: #a3230f; --link: #1a5a96;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ink: #eceff0; --quiet: #aab4b9; --paper: #13181b; --panel: #1c2327; --line: #46525a;
        --fill: #74b0e4; --track: #2a343a; --alarm: #ff9d87; --link: #8cc1f0;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--paper); color: var(--ink);
      font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial,
        sans-serif;
    }
    .wide { max-width: 62rem; margin: 0 auto; padding: 0 1rem; }
    header { border-bottom: 4px solid var(--fill); background: var(--panel); padding: 1.5rem 0; }
    h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; letter-spacing: -0.01em; }
    h2 { font-size: 1.4rem; line-height: 1.25; margin: 3rem 0 1rem; scroll-margin-top: 1rem; }
    p { max-width: 46rem; margin: 0 0 1rem; }
    a { color: var(--link); text-underline-offset: 0.15em; }
    a:focus-visible, .table:focus-visible { outline: 3px solid var(--fill); outline-offset: 2px; }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: 0.5rem 1rem; z-index: 1; }
    .facts { display: grid; gap: 0.25rem 2rem; margin: 0; }
    .facts div { display: flex; flex-wrap: wrap; gap: 0 0.75rem; }
    .facts dt { color: var(--quiet); flex: 0 0 9rem; }
    .facts dd { margin: 0; overflow-wrap: anywhere; flex: 1 1 14rem; }
    nav ul {
      list-style: none; padding: 0; margin: 2rem 0 0; columns: 17rem; column-gap: 2rem;
    }
    nav li { padding: 0.2rem 0; break-inside: avoid; }
    .headlines {
      display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1px;
      margin: 0; background: var(--line); border: 1px solid var(--line);
    }
    .headlines div {
      background: var(--paper); padding: 1rem; display: flex; flex-direction: column;
    }
    .headlines .figure { order: -1; }
    .headlines dt { font-weight: 600; }
    .headlines dd { margin: 0; }
    .figure {
      display: block; font-size: 2.1rem; line-height: 1.25; font-weight: 700;
      font-variant-numeric: tabular-nums; letter-spacing: -0.02em;
    }
    .detail, .key, .none { color: var(--quiet); }
    .detail, .key { font-size: 0.95rem; line-height: 1.4; display: block; }
    .none { border-left: 4px solid var(--line); padding: 0.25rem 0 0.25rem 1rem; }
    figure { margin: 0 0 1.5rem; max-width: 46rem; }
    figcaption, caption { font-weight: 600; text-align: left; padding: 0 0 0.5rem; }
    .bar { padding: 0.3rem 0; line-height: 1.35; }
    .bar { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
    .bar b { font-weight: 400; font-variant-numeric: tabular-nums; }
    .bar svg { display: block; margin-top: 0.2rem; }
    .track { fill: var(--track); }
    .fill { fill: var(--fill); }
    .plot { padding: 0 0 0 3rem; }
    .run { display: block; overflow: visible; }
    .run text { font-size: 0.85rem; fill: var(--quiet); font-variant-numeric: tabular-nums; }
    .scale { text-anchor: end; }
    .grid { stroke: var(--track); }
    .mean { stroke: var(--quiet); stroke-width: 1.5; }
    .limit { stroke: var(--quiet); stroke-width: 1.5; stroke-dasharray: 6 5; }
    .join { stroke: var(--fill); stroke-width: 2; }
    .point { fill: var(--fill); }
    .part { fill: var(--paper); stroke: var(--fill); stroke-width: 2; }
    .signal { overflow: visible; fill: var(--alarm); stroke: var(--paper); stroke-width: 1.5; }
    .time.middle { text-anchor: middle; }
    pre {
      font: 0.95rem/1.45 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; margin: 0 0 1rem;
      padding: 0.75rem 1rem; background: var(--panel); border: 1px solid var(--line);
      white-space: pre-wrap; overflow-wrap: anywhere;
    }
    .table { overflow-x: auto; margin: 0 0 2rem; }
    caption span { display: block; position: sticky; left: 0; max-width: min(46rem, 100vw - 2rem); }
    table { border-collapse: collapse; min-width: min(100%, 34rem); font-size: 1rem; }
    th, td {
      text-align: left; vertical-align: top; padding: 0.45rem 1.25rem 0.45rem 0;
      border-bottom: 1px solid var(--line);
    }
    thead th { vertical-align: bottom; border-bottom: 2px solid var(--ink); }
    tbody th { font-weight: 400; min-width: 7.5rem; overflow-wrap: anywhere; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    td.number { white-space: nowrap; }
    td { min-width: 4rem; }
    th:last-child, td:last-child { padding-right: 0; }
    footer {
      margin-top: 4rem; border-top: 1px solid var(--line); color: var(--quiet);
      padding: 1.5rem 0; font-size: 0.95rem;
    }
    @media (max-width: 30rem) {
      body { font-size: 1rem; }
      h1 { font-size: 1.6rem; }
      h2 { font-size: 1.25rem; margin-top: 2.25rem; }
      .headlines { grid-template-columns: 1fr 1fr; }
      .headlines div { padding: 0.75rem; }
      .figure { font-size: 1.6rem; }
      .time.middle { display: none; }
      table { font-size: 0.9375rem; }
      th, td { padding-right: 0.75rem; }
    }
    @media print {
      :root {
        --ink: #000; --quiet: #333; --paper: #fff; --panel: #fff; --line: #999; --fill: #1d5f9e;
        --track: #e3e9ed; --alarm: #a3230f; --link: #000;
      }
      body { font-size: 10pt; }
      .wide { max-width: none; padding: 0; }
      table { font-size: 8.5pt; min-width: 0; }
      th, td { padding-right: 0.5rem; min-width: 0; }
      tbody th { min-width: 4rem; }
      nav, .skip { display: none; }
      h2 { margin-top: 1.5rem; break-after: avoid; }
      figure, tr, .headlines div { break-inside: avoid; }
      thead { display: table-header-group; }
      .table { overflow: visible; }
      svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }
    """
}
