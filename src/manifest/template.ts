/** Of Go and Helm, of Jinja, of Terraform, of ERB, and of ytt. */
const controlFlow =
	/\{\{-?\s*(?:if|else|end|range|with|define|block|template|include|tpl|\/\*)(?![\w.])|\{%|%\{[-~]?\s*(?:if|else|endif|for|endfor)\b|<%(?!=)|^\s*#@(?![\w/]*@)/m;
const marks = /\{\{|\{%|%\{|<%|#@/;

/** Whether a program must run to make YAML of this: nothing can be said of what it will be. */
export function isTemplate(text: string): boolean {
	return marks.test(text) && controlFlow.test(text);
}

/** Gaps that are no YAML where they stand: `{a: ${A}}`, `a: @A@`, `<%= a %>`. */
const gap = /\$\{|\$\(|%\{|<%=|@[A-Z_]+@|%[A-Z_]+%/;

/** Whether a YAML error at an offset is no surprise: a gap stands in that line, or the file is full of braces. */
export function mayBeTemplate(text: string, offset: number): boolean {
	const start = text.lastIndexOf('\n', offset - 1) + 1;
	const end = text.indexOf('\n', offset);
	return /^[^#\n]*\{\{/m.test(text) || gap.test(text.slice(start, end < 0 ? text.length : end));
}
