/** The document of the page of the Gantt: an empty body, one script and one style sheet. */
export interface PageParts {
  /** Addresses of the two files. */
  readonly script: string;
  readonly style: string;
  /** Unguessable, and made anew for each page. */
  readonly nonce: string;
  readonly language: string;
  readonly title: string;
}

/**
 * Nothing but the two files with the nonce is loaded or run. The `meta` with the nonce is where the toolkit
 * looks for it, for the one style element that it makes.
 */
export function pageHtml({ script, style, nonce, language, title }: PageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" nonce="${nonce}" href="${escaped(style)}">
</head>
<body>
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

export function createNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
