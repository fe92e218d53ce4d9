/**
 * The document of the frame that shows a mail as it was formatted. The server has sanitised it, the frame's sandbox lets
 * it do nothing, and this policy lets it load nothing: a picture from elsewhere would tell its sender who reads.
 */
export function mailDocument(html: string): string {
  return `<!doctype html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<base target="_blank">
<style>html{background:#fff;color:#1a1a1a;font:14px/1.5 system-ui,sans-serif}body{margin:12px;overflow-wrap:anywhere}img{max-width:100%}</style>
</head><body>${html}</body></html>`;
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";
