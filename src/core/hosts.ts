/** Host of a URL without the brackets of IPv6, in lower case; empty when the text is no URL. */
export function hostOf(url: string): string {
	return (URL.parse(url)?.hostname ?? '').replace(/^\[|\]$/g, '');
}

/** Whether only this machine can reach the URL. */
export function isLoopback(url: string): boolean {
	const host = hostOf(url);
	return host === 'localhost' || host.endsWith('.localhost') || /^127(\.\d+){3}$/.test(host) || host === '::1';
}

/** `0.0.0.0` and `[::]` say where to listen; nobody can be sent there. */
export function isUnspecified(url: string): boolean {
	return ['0.0.0.0', '::'].includes(hostOf(url));
}

export function isPlain(url: string): boolean {
	return URL.parse(url)?.protocol === 'http:';
}

/** One spelling for one address: `0:0:0:0:0:0:0:1` and `::1` are the same. */
export function canonicalHost(host: string): string {
	const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
	return bare.includes(':') ? hostOf(`http://[${bare}]`) || bare : bare;
}
