/** An address as its bits: 32 of IPv4 or 128 of IPv6. Leading zeros of IPv4 are decimal, as Kubernetes reads them. */
export interface Address {
	readonly bits: bigint;
	readonly width: 32 | 128;
}

export interface Subnet extends Address {
	readonly mask: number;
}

export function parseAddress(text: string): Address | undefined {
	const four = parseFour(text);
	return four !== undefined ? { bits: four, width: 32 } : parseSix(text);
}

function parseFour(text: string): bigint | undefined {
	const parts = text.split('.');
	return parts.length === 4 && parts.every(part => /^\d{1,3}$/.test(part) && Number(part) < 256)
		? parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n)
		: undefined;
}

function parseSix(text: string): Address | undefined {
	const [head = '', tail, ...more] = text.split('::');
	if (more.length > 0 || !text.includes(':')) {
		return undefined;
	}
	const groupsOf = (part: string) => (part === '' ? [] : part.split(':').flatMap(fourAsGroups));
	const before = groupsOf(head);
	const after = tail === undefined ? [] : groupsOf(tail);
	const missing = 8 - before.length - after.length;
	if (tail === undefined ? missing !== 0 : missing < 1) {
		return undefined;
	}
	const groups = [...before, ...Array<string>(missing).fill('0'), ...after];
	return groups.every(group => /^[0-9a-f]{1,4}$/i.test(group))
		? { bits: groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n), width: 128 }
		: undefined;
}

/** The last group of `::ffff:10.0.0.1` is two. */
function fourAsGroups(group: string): string[] {
	const bits = parseFour(group);
	return bits === undefined ? [group] : [(bits >> 16n).toString(16), (bits & 0xffffn).toString(16)];
}

export function parseSubnet(text: string): Subnet | undefined {
	const [, host = '', size = ''] = /^([^/]+)\/(\d+)$/.exec(text) ?? [];
	const address = parseAddress(host);
	const mask = Number(size);
	if (!address || size === '' || mask > address.width) {
		return undefined;
	}
	return { width: address.width, mask, bits: startOf(address, mask) };
}

function startOf({ bits, width }: Address, mask: number): bigint {
	const host = BigInt(width - mask);
	return (bits >> host) << host;
}

export function overlap(a: Subnet, b: Subnet): boolean {
	const mask = Math.min(a.mask, b.mask);
	return a.width === b.width && startOf(a, mask) === startOf(b, mask);
}

export function contains(subnet: Subnet, address: Address): boolean {
	return overlap(subnet, { ...address, mask: address.width });
}

/** How many addresses a subnet has, as far as a number tells. */
export function sizeOf({ width, mask }: Subnet): number {
	return 2 ** (width - mask);
}
