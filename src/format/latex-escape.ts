/** Characters that are LaTeX's own. */
const escapes: Readonly<Record<string, string>> = {
  '#': '\\#',
  $: '\\$',
  '%': '\\%',
  '&': '\\&',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '\\': '\\textbackslash{}',
  '^': '\\^{}',
  _: '\\_',
  '{': '\\{',
  '|': '\\textbar{}',
  '}': '\\}',
  '~': '\\~{}',
  '\n': '\\\\',
};
const special = /[#$%&<>\\^_{|}~\n]/g;

/** Text as LaTeX prints it (print.c latex_escaped_print). */
export function escapeLatex(text: string): string {
  return text.replace(special, (found) => escapes[found] ?? found);
}
