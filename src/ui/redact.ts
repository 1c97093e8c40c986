/** Takes what must not be read out of a text: the secrets it is told of, and whatever is written like one. */
export function redact(text: string, secrets: Iterable<string>): string {
	let shown = text;
	for (const secret of secrets) {
		shown = shown.replaceAll(secret, '***');
	}
	return shown
		.replace(
			/\b(authorization|token|password|passphrase)(["']?\s*[:=]\s*["']?)(?:(bearer|basic)\s+)?[^\s"',;]+/gi,
			'$1$2***',
		)
		.replace(/(-----BEGIN [A-Z ]*PRIVATE KEY-----)[\s\S]*?(-----END|$)/g, '$1***$2')
		.replace(/(\w+:\/\/)[^\s/@:]+:[^\s/@]+@/g, '$1***@');
}
