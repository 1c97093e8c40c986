const gaps = [
	// Shell and Cluster API variables, Go and Jinja templates, Ansible and Terraform.
	/\$\{|\$\(|\$[A-Za-z_]|\{\{|\}\}|%[A-Za-z_]+%|@[A-Z_]+@/,
	// `<token>`, `<your address>`
	/<[^<>]*>/,
	/^\s*\[[\w .-]+\]\s*$/,
	/REPLACE|CHANGE_?ME|PLACEHOLDER|YOUR[-_]|TODO|FIXME|_HERE\b/i,
	// `x.x.x.x`, `10.0.0.x`, `...`
	/(?:^|[^a-z])x{1,3}(?:\.x{1,3})+|\.x{1,3}(?:$|[:/])|\.\.\.|…|xxxx/i,
	/__\w+__/,
];

/** Whether a scalar is a gap that a person or a program fills in later. */
export function isPlaceholder(text: string): boolean {
	return gaps.some(gap => gap.test(text));
}
