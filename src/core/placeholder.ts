const gaps = [
	// Shell and Cluster API variables, Go and Jinja templates, Ansible and Terraform.
	/\$\{|\$\(|\$[A-Za-z_]|\{\{|\}\}|%[A-Za-z_]+%|@[A-Z_]+@/,
	// `<token>`, `<your address>`
	/<[^<>]*>/,
	/^\s*\[[\w .-]+\]\s*$/,
	// Not the word "replace" alone: it is what some fields say.
	/REPLACE(?:[_-]|ME|WITH|THIS)|CHANGE_?ME|PLACEHOLDER|YOUR[-_]|TODO|FIXME|_HERE\b/i,
	// `x.x.x.x`, `10.0.0.x`, `...`; `v1.36.x` is a version that somebody believes in.
	/(?:^|[^a-z])x{1,3}(?:\.x{1,3})+|^(?:\d+\.){3}x{1,3}(?:$|[:/])|^\.\.\.|\.\.\.$|…|xxxx/i,
	/__\w+__/,
	/\bREPLACE\b/,
];

/** Whether a scalar is a gap that a person or a program fills in later. */
export function isPlaceholder(text: string): boolean {
	return gaps.some(gap => gap.test(text));
}
