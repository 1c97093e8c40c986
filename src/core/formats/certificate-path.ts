const pairs: readonly (readonly [certificate: RegExp, key: string])[] = [
	[/(?<=[^/])\.crt$/, '.key'],
	[/(?<=(?:^|[-./_]))cert\.pem$/, 'key.pem'],
	[/(?<=(?:^|\/))fullchain\.pem$/, 'privkey.pem'],
];

const reverse: readonly (readonly [key: RegExp, certificate: string])[] = [
	[/(?<=[^/])\.key$/, '.crt'],
	[/(?<=(?:^|[./_]))key\.pem$/, 'cert.pem'],
	[/(?<=(?:^|\/))privkey\.pem$/, 'fullchain.pem'],
];

/** The file of the key that belongs to a certificate, where a common usage of names leaves no doubt. */
export function keyPathOf(certificate: string): string | undefined {
	return replaced(certificate, pairs);
}

/** The reverse; the certificate of `a-key.pem` may be `a.pem` as well as `a-cert.pem`, so that nothing is said of it. */
export function certificatePathOf(key: string): string | undefined {
	return replaced(key, reverse);
}

function replaced(path: string, names: readonly (readonly [RegExp, string])[]): string | undefined {
	const found = /[\s,]/.test(path) ? undefined : names.find(([name]) => name.test(path));
	return found && path.replace(...found);
}
