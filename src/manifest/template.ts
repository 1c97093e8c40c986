const controlFlow = /\{\{-?\s*(?:if|else|end|range|with|define|block|template|include|tpl|\/\*)(?![\w.])|\{%/;

/** Whether a program must run to make YAML of this: nothing can be said of what it will be. */
export function isTemplate(text: string): boolean {
	return text.includes('{{') || text.includes('{%') ? controlFlow.test(text) : false;
}

/** Whether it is at least full of gaps, so that a YAML error is no surprise. */
export function mayBeTemplate(text: string): boolean {
	return text.includes('{{');
}
